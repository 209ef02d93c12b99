// What each kind of panel draws of a run: as the modules in panels/ draw it at build.
// marks: attributes of the parts that move, in the order of the page; rows: the table; said: the sentence.
const GT_PANELS = (() => {
  const f1 = v => v.toFixed(1);
  const fixed = digits => v => v.toFixed(digits).replace(/^-(?=[0.]+$)/, "");    // no minus before zero
  const f2 = fixed(2), f3 = fixed(3);
  const scaled = (v, low, high) => 1000 * (Math.min(Math.max(v, low), high) - low) / (high - low);
  const polyline = points => "M" + points.map(([x, y]) => `${f1(x)},${f1(1000 - y)}`).join("L");
  const short = v => String(+v.toPrecision(4));
  const column = (run, panel, k) => run.part("path").filter((_, i) => i % panel.columns === k);

  function presence(here) {
    let d = "", from = -1;
    [...here, 0].forEach((v, i) => {
      if (v > 0.5 && from < 0) from = i;
      if (v <= 0.5 && from >= 0) { d += `M${f1(1000 * from / here.length)},0H${f1(1000 * i / here.length)}`; from = -1; }
    });
    return d;
  }

  const trajectories = {
    marks(panel, run) {
      const found = panel.series.map(({at}) => {
        const y = [...column(run, panel, at)].map(v => scaled(v, ...panel.y)), n = y.length;
        const points = panel.steps
          ? y.flatMap((v, i) => [[1000 * i / n, v], [1000 * (i + 1) / n, v]])
          : y.map((v, i) => [1000 * i / (n - 1), v]);
        return {d: polyline(points)};
      });
      if (panel.bar !== null) found.push({d: presence(column(run, panel, panel.bar))});
      return found;
    },
    rows(panel, run) {
      const found = panel.series.map(({at}) => column(run, panel, at));
      const body = [...Array(9).keys()].map(k => {
        const i = Math.floor(k * (found[0].length - 1) / 8 + 0.5);
        return [short(i * panel.every), ...found.map(v => f3(v[i]))];
      });
      return [[panel.unit, ...panel.series.map(s => s.label)], ...body];
    },
    said: (panel, run) => panel.series.map(({at, label}) => `${label} ends at ${f2(column(run, panel, at).at(-1))}`).join(", "),
  };

  // where change crosses zero: downwards it rests, upwards it tips
  function rests(pairs) {
    const held = [], tipping = [], n = pairs.length;
    if (pairs[0][1] <= 0) held.push(pairs[0][0]);
    for (let k = 0; k < n - 1; k++) {
      const [x, a] = pairs[k], [z, b] = pairs[k + 1];
      if (a > 0 && b <= 0 || a < 0 && b >= 0) (a > 0 ? held : tipping).push(x + (z - x) * a / (a - b));
    }
    if (pairs[n - 1][1] > 0) held.push(pairs[n - 1][0]);
    return [held, tipping];
  }
  const pairs = (panel, run) => { const v = run.part(panel.part); return [...Array(v.length / 2).keys()].map(k => [v[2 * k], v[2 * k + 1]]); };
  // the curve where it is on the drawing; it ends where it leaves, not flat
  function inside(found, {x, y: [low, high]}) {
    const parts = [[]];
    for (const [at, change] of found) {
      if (change >= low && change <= high) parts.at(-1).push([scaled(at, ...x), scaled(change, low, high)]);
      else if (parts.at(-1).length) parts.push([]);
    }
    return parts.filter(p => p.length).map(polyline).join("");
  }
  const phase = {
    marks(panel, run) {
      const found = pairs(panel, run), zero = scaled(0, ...panel.y);
      const [held, tipping] = rests(found).map(r => r.map(x => `M${f1(scaled(x, ...panel.x))},${f1(1000 - zero)}h0`).join(""));
      return [inside(found, panel), held, tipping, tipping].map(d => ({d}));
    },
    rows(panel, run) {
      const [held, tipping] = rests(pairs(panel, run));
      const all = [...held.map(x => [x, "rest"]), ...tipping.map(x => [x, "tipping point"])].sort((a, b) => a[0] - b[0]);
      return [[panel.unit, "kind"], ...all.map(([x, kind]) => [f3(x), kind])];
    },
    said(panel, run) {
      const [held, tipping] = rests(pairs(panel, run)).map(r => r.map(x => f2(x)).join(" and "));
      return `rests at ${held}` + (tipping ? `, tips at ${tipping}` : ", no tipping point");
    },
  };

  const account = {
    marks(panel, run) {
      const blocks = panel.stacks.flatMap((stack, k) => {
        let below = 0;
        return stack.map(([part, at]) => {
          const amount = run.part(part)[at], n = panel.stacks.length, top = panel.y[1];
          const [left, right] = [0.25, 0.75].map(side => f1(1000 * (k + side) / n));
          const [low, high] = [below, below + amount].map(v => f1(1000 - 1000 * Math.min(Math.max(v, 0), top) / top));
          below += amount;
          return {d: `M${left},${low}H${right}V${high}H${left}Z`};
        });
      });
      return [...blocks, ...panel.stacks.flat().map(([part, at]) => ({text: f3(run.part(part)[at])}))];
    },
    rows: (panel, run) => [["column", "amount", "value"],
      ...panel.stacks.flatMap((stack, k) => stack.map(([part, at, label]) => [panel.titles[k], label, f3(run.part(part)[at])]))],
    said: (panel, run) => panel.stacks.flat().map(([part, at, label]) => `${label} ${f2(run.part(part)[at])}`).join(", "),
  };

  // the kernel writes three blocks a step: what each actor thinks, its tie, whether it was met
  function actors(panel, run) {
    const path = run.part("path"), n = panel.actors, steps = path.length / (3 * n), last = 3 * n * (steps - 1);
    return [...Array(n).keys()].map(i => {
      let met = 0;
      for (let t = 0; t < steps; t++) met += path[3 * n * t + 2 * n + i];
      return {commitment: path[last + i], tie: path[last + n + i], met, steps};
    });
  }
  const network = {
    marks(panel, run) {
      const all = actors(panel, run), width = w => ({"stroke-width": w.toFixed(2)});
      const dots = all.flatMap(({commitment, tie}) => {
        const size = 6 + 12 * Math.abs(commitment);
        return [5 * tie, size, commitment < 0 ? Math.max(0, size - 5) : 0].map(width);
      });
      return [...dots, ...all.map(({met, steps}, i) => {
        const [left, right] = [0.2, 0.8].map(side => f1(1000 * (i + side) / panel.actors));
        return {d: `M${left},1000.0H${right}V${f1(1000 - 1000 * met / steps)}H${left}Z`};
      })];
    },
    rows: (panel, run) => [["actor", ...panel.names],
      ...actors(panel, run).map(({commitment, tie, met}, i) => [String(i + 1), f3(commitment), f3(tie), met.toFixed(0)])],
    said(panel, run) {
      const all = actors(panel, run);
      return `${all.filter(a => a.commitment > 0).length} of ${all.length} are for, ${all.filter(a => a.met > 0).length} were met`;
    },
  };

  function lasting(panel, run) {
    const out = [...run.part("out"), ...(run.has("many") ? run.part("many") : [])], n = out.length / panel.outputs;
    const all = [...Array(n).keys()].map(k => ({time: out[k * panel.outputs + panel.time], ended: out[k * panel.outputs + panel.event] > 0.5}));
    const began = all.filter(({time, ended}) => !(ended && time <= panel.begun));
    const at = [...new Set(began.filter(a => a.ended).map(a => a.time))].sort((a, b) => a - b);
    const left = at.map(t => began.filter(a => a.time > t || !a.ended).length / Math.max(1, began.length));
    return {at, left, began: began.length, n};
  }
  const survival = {
    marks(panel, run) {
      const {at, left} = lasting(panel, run), edges = [0, ...at, panel.end];
      const points = [1, ...left].flatMap((v, k) => [edges[k], edges[k + 1]].map(t => [scaled(t, 0, panel.end), scaled(v, 0, 1)]));
      return [{d: polyline(points)}];
    },
    rows(panel, run) {
      const {at, left, began, n} = lasting(panel, run);
      return [[panel.unit, panel.label], ["0", "1.000"], ...at.map((t, k) => [short(t), f3(left[k])]), [panel.never, `${n - began} of ${n}`]];
    },
    said(panel, run) {
      const {left, began, n} = lasting(panel, run), end = left.length ? left.at(-1) : 1;
      return `${n - began} of ${n} ${panel.never}` + (began ? `; of the others ${Math.round(began * end)} of ${began} last to the end` : "");
    },
  };

  // three runs: the leader leaves, stays, was never there
  function followed(panel, run, name) {
    const path = run.part(name), {columns, at, base, public: aim} = panel;
    if (!base) return [...path.filter((_, i) => i % columns === at)];
    const n = base.length;
    return [...Array(path.length / (columns * n)).keys()].map(t => base.reduce((sum, end, i) =>
      sum + (Math.abs(end - aim) - Math.abs(path[(t * columns + at) * n + i] - aim)) / n, 0));
  }
  const RUNS = ["path", "stays", "empty"];
  function remains(panel, run) {
    const three = RUNS.map(name => followed(panel, run, name)), [goes, stays, empty] = three;
    const first = Math.ceil(run.record[panel.leave] * panel.rate - 1e-9);
    const effect = first > 0 && first <= goes.length ? stays[first - 1] - empty[first - 1] : 0;
    const left = goes.map((v, t) => {
      const gap = stays[t] - empty[t];
      return t < first || effect < panel.smallest || gap < 0.2 * effect ? null : (v - empty[t]) / gap;
    });
    return {three, first, effect, left};
  }
  const departed = {
    marks(panel, run) {
      const {three, first} = remains(panel, run), n = three[0].length;
      const lines = three.map(values => polyline(values.map((v, i) => [1000 * i / (n - 1), scaled(v, ...panel.y)])));
      return [...lines, `M0,0H${f1(Math.min(1000, 1000 * first / n))}`].map(d => ({d}));
    },
    rows(panel, run) {
      const {three, left} = remains(panel, run), n = left.length;
      const body = [...Array(13).keys()].map(k => {
        const i = Math.min(n - 1, Math.floor(k * n / 12 + 0.5));
        return [short(i * panel.every), ...three.map(v => f3(v[i])), left[i] === null ? "–" : f3(left[i])];
      });
      return [[panel.unit, "the leader leaves", "she stays", "nobody leads", "share left"], ...body];
    },
    said(panel, run) {
      const {first, effect, left} = remains(panel, run);
      if (effect < panel.smallest) return "too little was moved for anything to be left";
      const half = left.findIndex((v, t) => t >= first && (v === null || v < 0.5));
      if (half < 0) return `after ${short((left.length - first) * panel.every)} years more than half of the effect is left`;
      if (left[half] === null) return "without a leader as much is done by then: the comparison is lost";
      return `half of the effect is gone ${((half - first + 1) * panel.every).toFixed(1)} years after she left`;
    },
  };

  return {trajectories, departed, phase, account, network, survival};
})();
