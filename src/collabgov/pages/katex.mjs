// One formula a line in, one answer a line out, both JSON.
import readline from "node:readline";
import { createRequire } from "node:module";

const katex = createRequire(process.argv[2])("katex");
const always = { throwOnError: true, strict: "error", output: "htmlAndMathml" };

for await (const line of readline.createInterface({ input: process.stdin })) {
  const { tex, displayMode } = JSON.parse(line);
  let answer;
  try {
    answer = { html: katex.renderToString(tex, { displayMode, ...always }) };
  } catch (error) {
    answer = { error: error.rawMessage ?? error.message };
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
}
