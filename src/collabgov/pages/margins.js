// Margins that a reader moves. The words follow claims/verdict.py, rule by rule.
(() => {
  const FEW = 100, PLACES = {exists: [0], dominates: [0, 2]}, EVERYWHERE = [0, 1, 2];

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

  // stretches of the slider with one word; "depends on" is one, whatever the part of the box
  function stretches(test) {
    const found = [], kind = verdict => verdict.replace(/^(depends on) .*/, "$1");
    test.margins.forEach((_, step) => {
      const verdict = word(at(test, step)), last = found[found.length - 1];
      if (!last || kind(last.verdict) !== kind(verdict)) return found.push({verdict, from: step, to: step});
      last.to = step;
      if (last.verdict !== verdict) last.verdict = "depends on one part of the box or another";
    });
    return found;
  }

  function listed(test) {
    const words = stretches(test).map(({verdict, from, to}) =>
      `${verdict} (${short(test.margins[from])}${from === to ? "" : `–${short(test.margins[to])}`})`);
    return `Word by margin, over all places: ${words.join("; ")}.`;
  }

  // what the rule asks of one place, probed: least support, and most opposition where some may be silent
  function asked(test) {
    if (test.built || ["proxy", "ranks"].includes(test.reading)) return [];
    const shares = [...Array(101).keys()], alone = !test.sided;
    const least = shares.find(k => meets(test.reading, k / 100, alone ? 1 - k / 100 : 0));
    const most = shares.filter(k => meets(test.reading, 1, k / 100)).pop();
    return alone || most === 100 ? [least] : [least, most];
  }

  // what is counted in one place, in words
  function sentence(test, step, place, placeName) {
    const row = at(test, step), n = test.n[place], support = row.support[place], oppose = row.oppose[place];
    if (!test.margins.length) {
      return `A ratio of two influences: no margin. In ${placeName} it is ${Number.isNaN(support) ? "not computed" : support.toFixed(2)}.`;
    }
    if (!n) return `Nothing is counted in ${placeName}.`;
    const silent = 1 - support - oppose;
    const against = test.sided ? `, in ${of100(oppose)} the opposite, in ${of100(silent)} neither` : "";
    const counts = `In ${placeName} it holds in ${of100(support)} of 100 sets of assumptions${against} (${n} counted).`;
    const alone = ["proxy", "ranks"].includes(test.reading) ? "" : n < FEW ? " Too few to meet any rule." : ` By itself, this place ${met(row, place) ? "meets" : "does not meet"} the rule.`;
    return counts + alone;
  }

  const line = (counts, n) => counts.map((count, step) =>
    `${step ? "L" : "M"}${(100 * step / Math.max(1, counts.length - 1)).toFixed(2)} ${(100 - 100 * count / n).toFixed(2)}`).join("");

  const across = (step, test) => (100 * step / (test.margins.length - 1)).toFixed(2);

  // the picture of a test in one place: shares by margin, what the rule asks, where the word changes
  function picture(form, test, step, place) {
    const find = name => form.querySelector(name), draw = (name, d) => find(`path${name}`).setAttribute("d", d);
    const n = test.n[place] || 1, rule = asked(test);
    draw(".mg-yes", line(test.support[place], n));
    draw(".mg-no", test.sided ? line(test.oppose[place], n) : "");
    draw(".mg-rule", rule.map(share => `M0 ${100 - share}H100`).join(""));
    draw(".mg-turn", stretches(test).slice(1).map(({from}) => `M${across(from - 0.5, test)} 0V100`).join(""));
    draw(".mg-now", `M${across(step, test)} 0V100`);
    find(".mg-against").hidden = !test.sided;
    const asks = find(".mg-asks");
    asks.hidden = !rule.length;
    asks.replaceChildren(Object.assign(document.createElement("i"), {className: "mg-rule"}),
      `the rule: at least ${rule[0]}${rule.length > 1 ? `, at most ${rule[1]} opposed` : ""}`);
    const ends = find(".mg-ends").children, last = test.margins.length - 1;
    [0, last].forEach((k, side) => { ends[side].textContent = `${test.below ? "below " : ""}${short(test.margins[k])}`; });
    find(".mg-words").textContent = listed(test);
  }

  function start(form) {
    const tests = JSON.parse(form.querySelector("script").textContent), find = name => form.querySelector(name);
    const select = find("select"), slider = find("[type=range]"), output = find("output"), status = find(".mg-said");
    let wait;

    function draw() {
      const test = tests[select.value], step = +slider.value;
      const radio = form.querySelector("[name=margins-place]:checked"), place = +radio.value;
      const row = at(test, step), moved = test.margins.length > 1, verdict = word(row);
      form.dataset.word = verdict;
      const margin = test.margins.length ? short(test.margins[step]) : "none";
      const note = moved ? (step === test.own ? " (the book's)" : "") : test.margins.length ? " (fixed: a count of histories)" : "";
      output.textContent = (test.below ? "below " : "") + margin + note;
      slider.setAttribute("aria-valuetext", output.textContent);
      find(".mg-picture").hidden = find(".mg-words").hidden = !moved;
      find(".mg-back").disabled = step === test.own || !moved;
      if (moved) picture(form, test, step, place);
      clearTimeout(wait);           // not every step of a drag is read out
      wait = setTimeout(() => {
        status.replaceChildren(Object.assign(document.createElement("b"), {textContent: verdict}), `. ${sentence(test, step, place, radio.dataset.place)}`);
      }, 120);
    }

    function choose() {
      const test = tests[select.value];
      slider.max = Math.max(0, test.margins.length - 1);
      slider.value = test.own ?? 0;
      slider.disabled = test.margins.length < 2;
      find(".mg-claim").textContent = `${test.claim} Test: ${test.question} Asked as: ${test.kind}`;
      draw();
    }

    function follow() {
      let asked = "";
      try { asked = decodeURIComponent(location.hash.slice(1)); } catch { /* a malformed address names nothing */ }
      const id = Object.keys(tests).find(name => tests[name].address === asked);
      if (id) {
        select.value = id;
        choose();
        form.scrollIntoView();
      }
    }

    // the addresses are those of the control now, not of the rows that stand in for it
    Object.values(tests).forEach(({address}) => document.getElementById(address)?.removeAttribute("id"));
    select.onchange = choose;
    slider.oninput = draw;
    form.querySelector("fieldset").onchange = draw;
    find(".mg-back").onclick = () => { slider.value = tests[select.value].own; draw(); slider.focus(); };
    form.onsubmit = event => event.preventDefault();
    form.dataset.state = "live";
    choose();
    follow();
    addEventListener("load", follow);   // the browser has been to the row by then
    addEventListener("hashchange", follow);
  }

  document.querySelectorAll("[data-margins]").forEach(start);
})();
