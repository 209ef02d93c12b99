// Margins that a reader moves. The words follow evidence/verdict.py, rule by rule.
(() => {
  const FEW = 100, PLACES = {exists: [0], dominates: [0, 2]}, EVERYWHERE = [0, 1, 2];
  const NAMES = ["the full box", "its middle", "the study's own world"];

  function meets(reading, support, oppose) {
    if (reading === "exists") return support >= 0.02;
    if (reading === "dominates") return support > 1;
    if (reading === "sufficient" || reading === "necessary") return support >= 0.95;
    return support >= 0.5 && oppose <= 0.1;
  }

  const met = (row, place) =>
    row.n[place] >= FEW && meets(row.reading, row.support[place], row.oppose[place]);

  const opposite = row =>
    row.reading === "dominates" ? row.support[0] <= 1 : row.oppose[0] >= row.support[0];

  function word(row) {
    if (row.reading === "ranks") return "not testable from the abstract";
    if (row.reading === "proxy") return "not tested";
    if (row.built) return "built in";
    if ((PLACES[row.reading] || EVERYWHERE).every(place => met(row, place))) return "follows";
    if (met(row, 2) && !met(row, 0)) return "follows in the study's own world";
    for (const [name, n, support, oppose] of row.parts) {
      if (n >= Math.max(FEW, row.n[0] / 10) && meets(row.reading, support / n, oppose / n)) return `depends on ${name}`;
    }
    if (row.n[0] >= FEW && !met(row, 0) && opposite(row)) return "does not follow here";
    return "undecided here";
  }

  // one margin of a test as the rules take it: counts become shares, a ratio stays one
  function at(test, step) {
    const share = name => test[name].map((counts, place) =>
      test.margins.length ? counts[step] / test.n[place] : counts[step] ?? NaN);
    return {...test, support: share("support"), oppose: share("oppose"), parts: test.parts[step]};
  }

  const of100 = share => 0 < share && share < 0.01 ? "fewer than 1" : 0.99 < share && share < 1 ? "more than 99" : `${Math.round(100 * share)}`;
  const short = margin => `${+margin.toPrecision(3)}`;

  // stretches of the slider on which the word stays the same
  function stretches(test) {
    const found = [];
    test.margins.forEach((margin, step) => {
      const said = word(at(test, step)), last = found[found.length - 1];
      if (last && last.said === said) last.to = margin;
      else found.push({said, from: margin, to: margin});
    });
    return found.map(({said, from, to}) => `${said} (${short(from)}${from === to ? "" : `–${short(to)}`})`).join("; ");
  }

  function told(test, step, place) {
    const row = at(test, step), n = test.n[place], support = row.support[place], oppose = row.oppose[place];
    if (!test.margins.length) {
      return `A ratio of two influences: no margin. In ${NAMES[place]} it is ${Number.isNaN(support) ? "not computed" : support.toFixed(2)}.`;
    }
    if (!n) return `Nothing is counted in ${NAMES[place]}.`;
    const silent = 1 - support - oppose;
    const against = test.sided ? `, in ${of100(oppose)} the opposite, in ${of100(silent)} neither` : "";
    const counts = `In ${NAMES[place]} it holds in ${of100(support)} of 100 sets of assumptions${against} (${n} counted).`;
    const alone = ["proxy", "ranks"].includes(test.reading) ? "" : n < FEW ? " Too few to meet any rule." : ` By itself, this place ${met(row, place) ? "meets" : "does not meet"} the rule.`;
    return counts + alone;
  }

  const line = (counts, n) => counts.map((count, step) =>
    `${step ? "L" : "M"}${(100 * step / Math.max(1, counts.length - 1)).toFixed(2)} ${(100 - 100 * count / n).toFixed(2)}`).join("");

  function start(form) {
    const tests = JSON.parse(form.querySelector("script").textContent), find = name => form.querySelector(name);
    const select = find("select"), slider = find("[type=range]"), output = find("output"), said = find(".mg-said");
    let wait;

    function draw() {
      const test = tests[select.value], step = +slider.value, place = +form.querySelector("[name=margins-place]:checked").value;
      const row = at(test, step), moved = test.margins.length > 1, verdict = word(row);
      form.dataset.word = verdict;
      const margin = test.margins.length ? short(test.margins[step]) : "none";
      const note = moved ? (step === test.own ? " (the book's)" : "") : test.margins.length ? " (fixed: a count of histories)" : "";
      output.textContent = (test.below ? "below " : "") + margin + note;
      slider.setAttribute("aria-valuetext", output.textContent);
      find(".mg-chart").hidden = find(".mg-words").hidden = !moved;
      find(".mg-back").disabled = step === test.own || !moved;
      if (moved) {
        find(".mg-yes").setAttribute("d", line(test.support[place], test.n[place] || 1));
        find(".mg-no").setAttribute("d", line(test.oppose[place], test.n[place] || 1));
        find(".mg-now").setAttribute("d", `M${100 * step / (test.margins.length - 1)} 0V100`);
        find(".mg-words").textContent = `Word by margin, over all places: ${stretches(test)}.`;
      }
      clearTimeout(wait);           // not every step of a drag is read out
      wait = setTimeout(() => {
        said.replaceChildren(Object.assign(document.createElement("b"), {textContent: verdict}), `. ${told(test, step, place)}`);
      }, 120);
    }

    function choose() {
      const test = tests[select.value];
      slider.max = Math.max(0, test.margins.length - 1);
      slider.value = test.own ?? 0;
      slider.disabled = test.margins.length < 2;
      find(".mg-claim").textContent = `${test.claim} Asked as: ${test.kind}`;
      draw();
    }

    function follow() {
      const asked = decodeURIComponent(location.hash.slice(1));
      const id = Object.keys(tests).find(name => tests[name].address === asked);
      if (id) {
        select.value = id;
        choose();
        form.scrollIntoView();
      }
    }

    select.onchange = choose;
    slider.oninput = draw;
    form.querySelector("fieldset").onchange = draw;
    find(".mg-back").onclick = () => { slider.value = tests[select.value].own; draw(); slider.focus(); };
    form.onsubmit = event => event.preventDefault();
    form.dataset.state = "live";
    choose();
    follow();
    addEventListener("hashchange", follow);
  }

  document.querySelectorAll("[data-margins]").forEach(start);
})();
