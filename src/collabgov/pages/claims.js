// The claim ledger: an address unfolds its row; the filter shows some rows and hides the others.
(() => {
  function target() {
    try { return location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch { return null; }
  }

  // Older browsers do not open what is folded around the place that an address names.
  function unfold(place) {
    const row = place.closest(".cl-table tr, .gt-code"), more = row && row.nextElementSibling;
    for (const part of [row, more && more.matches(".cl-more") ? more : null])
      if (part) part.querySelectorAll("details").forEach(fold => { fold.open = true; });
    for (let fold = place.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    place.scrollIntoView();
  }

  const form = document.querySelector(".cl-filter");
  const claims = form ? [...form.parentElement.querySelectorAll("tbody")].map(body => ({
    body, rows: [...body.querySelectorAll("[data-verdict]")], text: body.textContent.toLowerCase(),
  })) : [];

  function sift() {
    const asked = name => form.elements[name].value;
    const words = asked("words").toLowerCase().replace(/'/g, "’").split(/\s+/).filter(Boolean);
    let shown = 0, rows = 0;
    for (const claim of claims) {
      const fits = ["study", "type"].every(name => !asked(name) || claim.body.dataset[name] === asked(name))
        && words.every(word => claim.text.includes(word));
      const left = claim.rows.filter(row => fits && (!asked("verdict") || row.dataset.verdict === asked("verdict")));
      claim.rows.forEach(row => {
        row.hidden = !left.includes(row);
        if (row.id) row.nextElementSibling.hidden = row.hidden;   // its places stand below it
      });
      claim.body.hidden = !left.length;
      shown += left.length > 0;
      rows += left.length;
    }
    form.querySelector("[role=status]").textContent = shown
      ? `${shown} of ${claims.length} claims, ${rows} rows`
      : `No claim matches: 0 of ${claims.length} claims`;
  }

  function arrive() {
    const place = target();
    if (!place) return;
    if (form && place.closest("[hidden]")) { form.reset(); sift(); }
    unfold(place);
  }

  if (form) {
    form.addEventListener("input", sift);
    form.addEventListener("submit", event => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(sift));
    form.hidden = false;
    sift();
  }
  addEventListener("hashchange", arrive);
  arrive();
})();
