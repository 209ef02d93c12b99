// Figures that a reader can move. The page's own Python runs again, here, at each movement.
(() => {
  const here = document.currentScript.src;
  const PATIENCE = 3000;            // ms that a run may take before it is stopped
  const calls = new Map();
  let token = 0, worker = null, booting = null;

  const script = url => new Promise((ok, no) => {
    const tag = document.createElement("script");
    tag.src = url; tag.onload = ok; tag.onerror = () => no(new Error("the runtime could not be loaded"));
    document.head.append(tag);
  });

  function call(message, patience = PATIENCE) {
    return new Promise((ok, no) => {
      const mine = ++token;
      const late = setTimeout(() => stop(mine), patience);
      calls.set(mine, {ok, no, late});
      worker.postMessage({...message, token: mine});
    });
  }

  function answer({data}) {
    const waiting = calls.get(data.token);
    if (!waiting) return;
    calls.delete(data.token); clearTimeout(waiting.late);
    data.failed ? waiting.no(new Error(data.failed)) : waiting.ok(data);
  }

  // an endless loop cannot be interrupted: the worker goes, the next call starts another
  function stop(mine) {
    worker.terminate(); worker = null; booting = null;
    for (const [key, {no, late}] of calls) {
      clearTimeout(late); calls.delete(key);
      no(new Error(key === mine ? "stopped: it ran for more than 3 seconds" : "stopped with another figure"));
    }
    figures.forEach(figure => { figure.loaded = null; });
  }

  let packed = null;
  async function unpacked() {
    if (!packed) {
      await script(new URL("runtime.js", here).href);
      packed = self.GT_RUNTIME; delete self.GT_RUNTIME;
      const bytes = Uint8Array.from(atob(packed.wasm), c => c.charCodeAt(0));
      packed.wasm = await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
    }
    return packed;
  }

  const boot = () => booting ||= (async () => {
    const {worker: text, wasm, driver} = await unpacked();
    const url = URL.createObjectURL(new Blob([text], {type: "text/javascript"}));
    worker = new Worker(url);       // a classic worker from a Blob: over http and from disk
    worker.onmessage = answer;
    await call({kind: "boot", wasm, driver}, 30000);
    URL.revokeObjectURL(url);
  })();

  const decoded = text => Uint8Array.from(atob(text), c => c.charCodeAt(0)).buffer;

  class Figure {
    constructor(root) {
      this.root = root;
      this.spec = JSON.parse(root.querySelector(".xp-spec").textContent);
      this.form = root.querySelector("form");
      this.code = root.querySelector("textarea");
      this.status = root.querySelector("[role=status]");
      this.lines = [...root.querySelectorAll(".xp-plot .xp-line")];
      this.ghosts = [...root.querySelectorAll(".xp-plot .xp-ghost")];
      this.bar = root.querySelector(".xp-bar");
      this.draws = this.spec.draws && decoded(this.spec.draws);
      this.loaded = null;
      this.moved = new Set();         // an untouched slider keeps the record's own digits
      this.runs = [];
    }

    async start() {
      if (this.started) return;
      this.started = true;
      try {
        const {numbers} = await this.run();
        const worst = Math.max(...this.spec.expected.map((want, i) => Math.abs(want - numbers[i])));
        this.root.dataset.difference = worst;
        if (!(worst <= 1e-9)) throw new Error(`the browser's numbers differ by ${worst}`);
        this.live();
      } catch (error) {
        this.root.dataset.state = "static";
        this.say("The figure stays as it was drawn: " + this.told(error), true);
      }
    }

    // the record of numbers: the choices' own, with what the sliders say
    values() {
      const record = this.spec.records[this.choice()].slice();
      for (const {name, at} of this.spec.sliders) if (this.moved.has(name)) record[at] = this.form.elements[name].valueAsNumber;
      return record;
    }

    choice() {
      return this.spec.choices.map(({name}) => this.form.elements[name].value).join("|");
    }

    async run() {
      await boot();
      if (this.loaded !== this.code.value) {
        const source = this.code.value;
        await call({kind: "load", ident: this.root.id, source, spec: this.spec.kernel});
        this.loaded = source;
      }
      return call({kind: "run", ident: this.root.id, values: this.values(), draws: this.draws});
    }

    live() {
      this.code.readOnly = false;
      this.form.querySelectorAll("fieldset").forEach(set => { set.disabled = false; });
      this.root.dataset.state = "live";
      this.form.addEventListener("submit", event => event.preventDefault());
      let touched = -Infinity;
      this.form.addEventListener("input", event => {
        if (performance.now() - touched > 800) this.remember();   // a new movement, not the next step of one
        touched = performance.now();
        event.target.type === "range" ? this.moved.add(event.target.name) : this.follow();
        this.label(); this.update();
      });
      this.form.addEventListener("reset", () => setTimeout(() => {
        this.remember(); this.moved.clear();
        this.draws = this.spec.draws && decoded(this.spec.draws);
        this.label(); this.update();
      }));
      const again = this.form.querySelector(".xp-again");
      if (again) again.onclick = () => {
        this.remember();
        this.draws = Float64Array.from({length: this.draws.byteLength / 8}, Math.random).buffer;
        this.update();
      };
      let later;
      this.code.addEventListener("input", () => { clearTimeout(later); later = setTimeout(() => this.update(), 400); });
    }

    // a choice brings its own values for the sliders that it moves
    follow() {
      const record = this.spec.records[this.choice()];
      for (const {name, at, varies} of this.spec.sliders) {
        if (varies) { this.moved.delete(name); this.form.elements[name].value = record[at]; }
      }
    }

    label() {
      for (const {name} of this.spec.sliders) {
        const input = this.form.elements[name];
        this.form.querySelector(`output[for="${input.id}"]`).value = String(+input.valueAsNumber.toPrecision(4));
      }
    }

    remember() { this.lines.forEach((line, i) => this.ghosts[i].setAttribute("d", line.getAttribute("d"))); }

    // the latest position wins; those in between are skipped
    async update() {
      if (this.busy) { this.again = true; return; }
      this.busy = true;
      do {
        this.again = false;
        try {
          const {numbers, ms} = await this.run();
          this.draw(numbers); this.runs.push(ms); this.root.dataset.ms = ms.toFixed(2);
        } catch (error) { this.loaded = null; this.say(this.told(error), true); }
      } while (this.again);
      this.busy = false;
      this.root.dataset.count = this.runs.length;
    }

    // a path holds all columns of step 0, then of step 1, …
    column(numbers, k) {
      return numbers.filter((_, i) => i % this.spec.columns === k);
    }

    draw(numbers) {
      const [low, high] = this.spec.y, ends = [];
      this.spec.series.forEach(({at, label}, k) => {
        const values = this.column(numbers, at), last = values.length - 1;
        const y = v => (1000 * (1 - (Math.min(Math.max(v, low), high) - low) / (high - low))).toFixed(1);
        this.lines[k].setAttribute("d", "M" + [...values].map((v, i) => `${(1000 * i / last).toFixed(1)},${y(v)}`).join("L"));
        ends.push(`${label} ends at ${values[last].toFixed(2)}`);
      });
      if (this.bar) this.bar.setAttribute("d", this.presence(this.column(numbers, this.spec.bar)));
      this.say(ends.join(", ") + ".");
    }

    presence(here) {
      let d = "", from = -1;
      [...here, 0].forEach((v, i) => {
        if (v > 0.5 && from < 0) from = i;
        if (v <= 0.5 && from >= 0) { d += `M${(1000 * from / here.length).toFixed(1)},0H${(1000 * i / here.length).toFixed(1)}`; from = -1; }
      });
      return d;
    }

    told(error) {
      const lines = error.message.trim().split("\n");
      const at = /File "<string>", line (\d+)/g;
      let line = null, found;
      while ((found = at.exec(error.message))) line = +found[1] - 1;    // less the import above the source
      return lines[lines.length - 1] + (line > 0 && !/^stopped/.test(error.message) ? ` (line ${line})` : "");
    }

    // held back, so that a screen reader is not told every step on the way
    say(text, bad = false) {
      clearTimeout(this.later);
      this.later = setTimeout(() => {
        this.status.textContent = text;
        this.status.classList.toggle("xp-bad", bad);
      }, 250);
    }
  }

  const figures = [...document.querySelectorAll("[data-xp]")].map(root => new Figure(root));
  const seen = new IntersectionObserver(entries => entries.forEach(entry => {
    if (!entry.isIntersecting) return;
    seen.unobserve(entry.target);
    figures.find(figure => figure.root === entry.target).start();
  }), {rootMargin: "400px"});
  figures.forEach(figure => {
    const first = figure.root.querySelector(".xp-try");
    if (!first) return seen.observe(figure.root);
    first.hidden = false;           // the start page spares its readers the runtime until they ask
    first.onclick = () => { first.disabled = true; figure.start().then(() => { first.hidden = true; figure.form.querySelector("input, select").focus(); }); };
  });
  self.explorables = figures;
})();
