// Figures that a reader can move. The page's own Python runs again, here, at each movement.
(() => {
  const here = document.currentScript.src;
  const PATIENCE = 3000;            // ms that a run may take before it is stopped
  const WITH_ANOTHER = "stopped with another figure";
  const calls = new Map();
  let token = 0, worker = null, booting = null;

  const script = url => new Promise((ok, no) => {
    const tag = document.createElement("script");
    tag.src = url; tag.onload = ok; tag.onerror = () => no(new Error("the runtime could not be loaded"));
    document.head.append(tag);
  });

  function call(message, patience = PATIENCE) {
    return new Promise((ok, no) => {
      const key = ++token;
      const timer = setTimeout(() => stopWorker(key), patience);
      calls.set(key, {ok, no, timer});
      worker.postMessage({...message, token: key});
    });
  }

  function answer({data}) {
    const waiting = calls.get(data.token);
    if (!waiting) return;
    calls.delete(data.token); clearTimeout(waiting.timer);
    data.failed ? waiting.no(new Error(data.failed)) : waiting.ok(data);
  }

  // an endless loop cannot be interrupted: the worker goes, the next call starts another
  function stopWorker(late = 0) {
    worker.terminate(); worker = null; booting = null;
    for (const [key, {no, timer}] of calls) {
      clearTimeout(timer); calls.delete(key);
      no(new Error(key === late ? "stopped: it ran for more than 3 seconds" : WITH_ANOTHER));
    }
    figures.forEach(figure => { figure.loaded = null; });
  }

  // what a reader's text may have left behind goes with its worker
  function discardWorker() {
    if (worker) stopWorker();
    figures.forEach(figure => { figure.unverified = figure.root.dataset.state === "live"; });
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
    const {worker: text, wasm, files} = await unpacked();
    const url = URL.createObjectURL(new Blob([text], {type: "text/javascript"}));
    worker = new Worker(url);       // a classic worker from a Blob: over http and from disk
    worker.onmessage = answer;
    await call({kind: "boot", wasm, files}, 30000);
    URL.revokeObjectURL(url);
  })();

  // draws as they were at build: doubles, or whole numbers of 32 bits over 2**32
  function decoded({bits, data}) {
    const {buffer} = Uint8Array.from(atob(data), c => c.charCodeAt(0));
    return bits === 64 ? buffer : Float64Array.from(new Uint32Array(buffer), k => k / 2 ** 32).buffer;
  }

  class Figure {
    constructor(root) {
      this.root = root;
      this.spec = JSON.parse(root.querySelector(".xp-spec").textContent);
      this.form = root.querySelector("form");
      this.code = root.querySelector("textarea");
      this.status = root.querySelector("[role=status]");
      this.picture = root.querySelector(".xp-panels");
      this.alt = this.picture.getAttribute("aria-label");
      this.marks = [...root.querySelectorAll(".xp-panel")].map(panel => [...panel.querySelectorAll(".xp-mark")]);
      this.lines = [...root.querySelectorAll(".xp-plot .xp-line")];
      this.ghosts = [...root.querySelectorAll(".xp-plot .xp-ghost")];
      this.tables = [...root.querySelectorAll(".xp-numbers tbody")];
      this.draws = this.spec.draws && decoded(this.spec.draws);
      this.loaded = null;
      this.untouched = true;
      this.moved = new Set();         // an untouched slider keeps the record's own digits
      this.runs = [];
    }

    async start() {
      if (this.started) return;
      this.started = true;
      try {
        await this.verify();
        this.live();
      } catch (error) {
        this.root.dataset.state = "static";
        this.say("The figure stays as it was drawn: " + this.fault(error), true);
      }
    }

    // the first run of a worker has to give the numbers of the build
    async verify() {
      const {numbers} = await this.run();
      const {expected, stride} = this.spec;
      const worst = Math.max(...expected.map((want, i) => Math.abs(want - numbers[i * stride])));
      this.root.dataset.difference = worst;
      if (!(worst <= 1e-9)) throw new Error(`the browser's numbers differ by ${worst}`);
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

    async run(drawing = false) {
      await boot();
      if (this.loaded !== this.code.value) {
        const source = this.code.value;
        const {kernel, parts, panels} = this.spec;
        await call({kind: "load", ident: this.root.id, source, spec: {...kernel, parts, panels}});
        this.loaded = source;
      }
      return this.runAt(this.values(), drawing);
    }

    runAt(record, drawing = false) {
      const values = [record, this.spec.lists[this.choice()]];
      return call({kind: "run", ident: this.root.id, values, draws: this.draws, drawing});
    }

    // the second run of a comparison: the same setting, but for what it changes
    async lead(numbers) {
      const {label, changes, output} = this.spec.baseline, record = this.values();
      for (const [at, value] of changes) record[at] = value;
      const at = this.spec.parts.out[0] + output;
      const gap = numbers[at] - (await this.runAt(record)).numbers[at];
      const size = Math.abs(gap).toFixed(2);
      return size === "0.00" ? `even with ${label}` : `${size} ${gap > 0 ? "ahead of" : "behind"} ${label}`;
    }

    live() {
      this.code.readOnly = false;
      this.form.querySelectorAll("fieldset").forEach(set => { set.disabled = false; });
      this.root.dataset.state = "live";
      this.root.dispatchEvent(new CustomEvent("xp-live", {bubbles: true}));
      this.form.addEventListener("submit", event => event.preventDefault());
      let touched = -Infinity;
      this.form.addEventListener("input", event => {
        if (performance.now() - touched > 800) this.remember();   // a new movement, not the next step of one
        touched = performance.now(); this.untouched = false;
        event.target.type === "range" ? this.moved.add(event.target.name) : this.follow();
        this.label(); this.update();
      });
      this.form.addEventListener("reset", () => setTimeout(() => {
        this.remember(); this.moved.clear(); this.untouched = true;
        this.draws = this.spec.draws && decoded(this.spec.draws);
        this.code.value = this.code.defaultValue;
        if (this.edited) { this.edited = false; discardWorker(); }
        this.label(); this.update();
      }));
      const again = this.form.querySelector(".xp-again");
      if (again) again.onclick = () => {
        this.remember(); this.untouched = false;
        this.draws = Float64Array.from({length: this.draws.byteLength / 8}, Math.random).buffer;
        this.update();
      };
      let typing;
      this.code.addEventListener("input", () => { this.untouched = false; this.edited = true; clearTimeout(typing); typing = setTimeout(() => this.update(), 400); });
    }

    // a choice brings its own values for the sliders that it moves
    follow() {
      const record = this.spec.records[this.choice()];
      for (const {name, at, varies} of this.spec.sliders) {
        if (varies) { this.moved.delete(name); this.form.elements[name].value = record[at]; }
      }
    }

    label() {
      const record = this.values();
      for (const {name, at} of this.spec.sliders) {
        const {id} = this.form.elements[name];
        this.form.querySelector(`output[for="${id}"]`).value = String(+record[at].toPrecision(4));
      }
    }

    remember() { this.lines.forEach((line, i) => this.ghosts[i].setAttribute("d", line.getAttribute("d"))); }

    // the latest position wins; those in between are skipped
    async update() {
      if (this.busy) { this.stale = true; return; }
      this.busy = true;
      do {
        this.stale = false;
        try {
          if (this.unverified && this.untouched) { await this.verify(); this.unverified = false; }
          const {numbers, drawn, ms} = await this.run(true);
          this.draw(drawn); this.runs.push(ms); this.root.dataset.ms = ms.toFixed(2);
          if (this.spec.baseline && !this.stale) {
            const lead = await this.lead(numbers);
            if (!this.stale) this.say(`${lead}; ${this.sentence}.`);
          }
        } catch (error) {
          this.loaded = null;
          if (error.message === WITH_ANOTHER) this.stale = true;    // its own run did nothing wrong
          else this.say(this.fault(error), true);
        }
      } while (this.stale);
      this.busy = false;
      this.root.dataset.count = this.runs.length;
    }

    // marks, rows and a sentence for each panel, from the worker: nothing but shapes and text is taken
    draw(drawn) {
      drawn.forEach(([marks, rows], k) => {
        marks.forEach((mark, i) => {
          if ("text" in mark) this.marks[k][i].textContent = mark.text;
          for (const name of ["d", "stroke-width"]) if (name in mark) this.marks[k][i].setAttribute(name, mark[name]);
        });
        this.fill(this.tables[k], rows.slice(1));
      });
      this.sentence = drawn.map(([, , sentence]) => sentence).join("; ");
      this.picture.setAttribute("aria-label", this.untouched ? this.alt : `Moved from its first setting: ${this.sentence}.`);
      this.say(this.sentence + ".");
    }

    fill(body, rows) {
      body.replaceChildren(...rows.map(row => {
        const line = document.createElement("tr");
        line.append(...row.map(text => Object.assign(document.createElement("td"), {textContent: text})));
        return line;
      }));
    }

    // what went wrong, in one line, with the line of the source
    fault(error) {
      const lines = error.message.trim().split("\n");
      const at = /File "<string>", line (\d+)/g;
      let line = null, found;
      while ((found = at.exec(error.message))) line = +found[1] - 1;    // less the import above the source
      return lines[lines.length - 1] + (line > 0 && !/^stopped/.test(error.message) ? ` (line ${line})` : "");
    }

    // held back, so that a screen reader is not told every step on the way
    say(text, bad = false) {
      clearTimeout(this.saying);
      this.saying = setTimeout(() => {
        this.status.textContent = text;
        this.status.classList.toggle("xp-bad", bad);
      }, 250);
    }
  }

  const figures = [...document.querySelectorAll("[data-xp]")].map(root => new Figure(root));
  const near = new IntersectionObserver(entries => entries.forEach(entry => {
    if (!entry.isIntersecting) return;
    near.unobserve(entry.target);
    figures.find(figure => figure.root === entry.target).start();
  }), {rootMargin: "1000px"});
  figures.forEach(figure => {
    const wake = figure.root.querySelector(".xp-try");
    if (!wake) return near.observe(figure.root);
    wake.hidden = false;           // the start page spares its readers the runtime until they ask
    wake.onclick = () => { wake.disabled = true; figure.start().then(() => { wake.hidden = true; figure.form.querySelector("input, select").focus(); }); };
  });
  self.explorables = figures;
})();
