// Several figures under one set of controls: each control moves one of every figure's own.
(() => {
  class SideBySide {
    constructor(root) {
      this.root = root;
      this.form = root.querySelector("form");
      this.drives = JSON.parse(root.querySelector(".xp-drives").textContent);
      this.waiting = root.querySelectorAll("[data-xp]").length;
      root.addEventListener("xp-live", () => { if (--this.waiting === 0) this.live(); });
    }

    live() {
      this.form.querySelector("fieldset").disabled = false;
      this.root.dataset.state = "live";
      this.form.addEventListener("submit", event => event.preventDefault());
      this.form.addEventListener("input", ({target}) => this.pass(target));
      this.form.addEventListener("reset", () => {
        this.root.querySelectorAll("[data-xp] form").forEach(form => form.reset());
        setTimeout(() => this.form.querySelectorAll("input").forEach(input => this.label(input)));
      });
    }

    pass(input) {
      this.label(input);
      for (const [figure, name, times] of this.drives[input.name]) {
        const driven = document.getElementById(figure).querySelector("form").elements[name];
        driven.value = times === null ? input.value : times * input.valueAsNumber;
        driven.dispatchEvent(new Event("input", {bubbles: true}));
      }
    }

    label(input) {
      const shown = this.form.querySelector(`output[for="${input.id}"]`);
      if (shown) shown.value = String(+input.valueAsNumber.toPrecision(4));
    }
  }

  document.querySelectorAll("[data-xp-beside]").forEach(root => new SideBySide(root));
})();
