"use strict";

const { spawn } = require("node:child_process");
const { once } = require("node:events");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const readline = require("node:readline");

const program = process.env.TEMPER_EXPORTER
  ?? path.join(__dirname, "../../Temper.Exporter/bin/Debug/net10.0/temper-exporter.dll");

/** Starts the exporter over simulated sticks (a word or a list of them) and waits until it listens. */
async function start(sticks, port = 0) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "temper-page-"));
  const file = path.join(folder, "sticks.json");
  fs.writeFileSync(file, JSON.stringify({ sticks }));
  const process = spawn(
    "dotnet",
    [program, "--simulate", typeof sticks === "string" ? sticks : file, "--web.listen-address", `127.0.0.1:${port}`],
    { stdio: ["ignore", "ignore", "pipe"] });
  const exited = once(process, "exit");
  const log = [];
  for await (const line of readline.createInterface({ input: process.stderr })) {
    log.push(line);
    const listening = /endpoint=127\.0\.0\.1:(\d+)/.exec(line);
    if (listening) {
      process.stderr.resume(); // a full pipe would hold it up
      return { port: Number(listening[1]), url: `http://127.0.0.1:${listening[1]}/`, stop };
    }
  }
  throw new Error(`the exporter did not start: ${log.join("\n")}`);

  async function stop() {
    process.kill("SIGTERM");
    await exited;
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

module.exports = { start };
