// Bets: the reader chooses, then the answer shows. The tally stays in this browser.
(() => {
  const KEY = "governing-together-bets";
  let memory = {};                  // where a browser keeps nothing, the page does
  let kept = true;
  const whole = bet => bet !== null && typeof bet === "object" && Number.isInteger(bet.chose) && typeof bet.right === "boolean";
  const sound = bets => Object.fromEntries(Object.entries(bets !== null && typeof bets === "object" ? bets : {}).filter(([, bet]) => whole(bet)));
  const read = () => { try { return kept ? sound(JSON.parse(localStorage.getItem(KEY))) : memory; } catch { return memory; } };
  const write = bets => { memory = bets; try { localStorage.setItem(KEY, JSON.stringify(bets)); kept = true; } catch { kept = false; } };
  const forms = [...document.querySelectorAll("[data-bet]")];

  function show(form) {
    const bets = read(), mine = bets[form.id], all = Object.values(bets);
    const radios = [...form.querySelectorAll("input")], answer = form.querySelector("details");
    form.dataset.state = mine ? "placed" : "open";
    radios.forEach((radio, k) => {
      radio.disabled = Boolean(mine);
      if (mine) radio.checked = k === mine.chose;
      radio.parentElement.classList.toggle("bet-right", Boolean(mine) && k === +form.dataset.bet);
    });
    answer.open = Boolean(mine);
    form.querySelector(".bet-clear").hidden = !mine;
    const right = all.filter(bet => bet.right).length;
    form.querySelector(".bet-tally").textContent = mine
      ? `${mine.right ? "You were right." : "You bet on another answer."} Your bets in this book: ${right} of ${all.length} right. Kept in this browser only.`
      : "";
  }

  for (const form of forms) {
    const place = form.querySelector("[type=submit]");
    form.addEventListener("change", () => { place.disabled = false; });
    form.addEventListener("submit", event => {
      event.preventDefault();
      const chosen = form.querySelector("input:checked");
      if (!chosen) return;
      const chose = +chosen.value;
      write({...read(), [form.id]: {chose, right: chose === +form.dataset.bet}});
      forms.forEach(show);
      form.querySelector(".bet-tally").focus();   // the button that had it is gone
    });
    form.querySelector(".bet-clear").onclick = () => {
      write({});
      forms.forEach(each => { each.reset(); each.querySelector("[type=submit]").disabled = true; show(each); });
      form.querySelector("input").focus();
    };
    place.disabled = true;
    show(form);
  }
})();
