// grammY with auto-retry: node peer.cjs API_BASE, told what to send in a line of JSON.
"use strict";

const readline = require("node:readline");
const { Api } = require("grammy");
const { autoRetry } = require("@grammyjs/auto-retry");

const apiRoot = process.argv[2];
const say = (value) => process.stdout.write(`${JSON.stringify(value)}\n`);

async function send({ token, first, count, text, patience }) {
  const api = new Api(token, { apiRoot });
  api.config.use(autoRetry());
  const began = performance.now();
  const errors = [];
  const people = Array.from({ length: count }, (_, place) => first + place);
  const everybody = Promise.all(
    people.map((person) => api.sendMessage(person, text).catch((error) => errors.push(error.name))),
  ).then(() => true);
  const late = new Promise((resolve) => setTimeout(resolve, patience * 1000, false));
  const finished = await Promise.race([everybody, late]);
  return { finished, seconds: (performance.now() - began) / 1000, errors: [...errors] };
}

readline
  .createInterface({ input: process.stdin })
  .on("line", async (line) => {
    say({ result: await send(JSON.parse(line)) });
  })
  .on("close", () => process.exit(0));
process.on("SIGTERM", () => process.exit(0));
say({ ready: true });
