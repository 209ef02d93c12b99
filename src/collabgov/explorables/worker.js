// In a worker: one MicroPython for all figures of a page.
let mp, ready;

async function boot({wasm, files}) {
  // what it would fetch is at hand: WebKit lets a page from disk fetch nothing, not even a Blob
  self.fetch = async () => new Response(wasm, {headers: {"Content-Type": "application/wasm"}});
  mp = await loadMicroPython({url: "at hand", heapsize: 8 << 20, stdout: () => {}, stderr: () => {}});
  for (const [path, text] of Object.entries(files)) {
    mp.FS.mkdirTree(path.slice(0, path.lastIndexOf("/")) || "/");
    mp.FS.writeFile(path, text);
  }
  mp.runPython("import json, driver");
  seal();
}

// All ways out of this worker, taken away before any text of a reader runs.
const WAYS = ["fetch", "fetchLater", "XMLHttpRequest", "WebSocket", "WebSocketStream", "EventSource", "importScripts",
  "Worker", "SharedWorker", "WebTransport", "RTCPeerConnection", "BroadcastChannel", "indexedDB", "caches",
  "FontFace", "fonts", "Notification", "eval", "Function"];

function seal() {
  for (let place = self; place; place = Object.getPrototypeOf(place)) {
    for (const name of WAYS) {
      if (!Object.hasOwn(place, name)) continue;
      if (!delete place[name]) Object.defineProperty(place, name, {value: undefined});
    }
  }
  for (const name of ["sendBeacon", "serviceWorker", "storage", "locks"]) {
    Object.defineProperty(self.navigator, name, {value: undefined});
  }
}

function load({ident, source, spec}) {
  mp.FS.writeFile("/source", source);
  mp.FS.writeFile("/spec", JSON.stringify(spec));
  mp.runPython(`driver.load(${JSON.stringify(ident)}, open("/source").read(), json.load(open("/spec")))`);
  return {};
}

function run({ident, values, draws, drawing}) {
  const start = performance.now();
  if (draws) mp.FS.writeFile("/draws", new Uint8Array(draws));
  mp.FS.writeFile("/values", JSON.stringify(values));
  mp.runPython(`driver.run(${JSON.stringify(ident)}, open("/values").read(), ${draws ? '"/draws"' : "None"}, "/out")`);
  const numbers = new Float64Array(mp.FS.readFile("/out").slice().buffer);
  return {numbers, drawn: drawing ? draw(ident) : null, ms: performance.now() - start};
}

function draw(ident) {
  mp.runPython(`driver.draw(${JSON.stringify(ident)}, open("/values").read(), "/out", "/drawn")`);
  return JSON.parse(mp.FS.readFile("/drawn", {encoding: "utf8"}));
}

self.onmessage = async ({data}) => {
  try {
    if (data.kind === "boot") { ready = boot(data); await ready; return self.postMessage({token: data.token}); }
    await ready;
    self.postMessage({token: data.token, ...(data.kind === "load" ? load(data) : run(data))});
  } catch (error) {
    self.postMessage({token: data.token, failed: String(error.message || error)});
  }
};
