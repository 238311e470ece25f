// A Node client (grpc-js, protos loaded at run time) against a real newsprintd.
//
// Usage: node_client_test.js NEWSPRINTD PROTO_DIR
// Exit status 77, which CTest counts as skipped, where `npm ci` was not run in this folder.
"use strict";

const assert = require("node:assert/strict");
const { spawn } = require("node:child_process");
const { once } = require("node:events");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const readline = require("node:readline");

const [newsprintd, protoDir] = process.argv.slice(2);

let grpc;
let loader;
try {
  grpc = require("@grpc/grpc-js");
  loader = require("@grpc/proto-loader");
} catch (error) {
  console.log(`skipped: ${error.message.split("\n")[0]} (npm ci in ${__dirname} installs it)`);
  process.exit(77);
}

const options = { includeDirs: [protoDir], keepCase: true, longs: Number, enums: String, defaults: true, oneofs: true };
const load = (...files) => grpc.loadPackageDefinition(loader.loadSync(files, options));
const { newsprint } = load("newsprint/v1/reprint_service.proto", "newsprint/v1/operations_service.proto");
const definitions = loader.loadSync(["google/rpc/status.proto", "google/rpc/error_details.proto"], options);
const rpcStatus = definitions["google.rpc.Status"];

// The google.rpc details of a failed call (or of a google.rpc.Status in an answer), by type name.
function unpack(status) {
  const found = {};
  for (const any of status.details) {
    const type = any.type_url.split("/").pop();
    found[type.split(".").pop()] = definitions[type].deserialize(any.value);
  }
  return found;
}

function details(error) {
  return unpack(rpcStatus.deserialize(error.metadata.get("grpc-status-details-bin")[0]));
}

// Words out of thin air: equal seeds give equal text.
function story(seed, words = 120) {
  const syllables = ["ka", "len", "mo", "dor", "ti", "vik", "re", "pan", "su", "gos", "wa", "bo"];
  let state = (seed + 1) * 2654435761 % 4294967296;
  const next = () => (state = (state * 1103515245 + 12345) % 2147483648);
  const word = () => Array.from({ length: 3 }, () => syllables[Math.floor(next() / 65536) % syllables.length]).join("");
  return Array.from({ length: words }, word).join(" ") + ".";
}

const article = (id, body, fields = {}) => ({ name: `articles/${id}`, body: Buffer.from(body), ...fields });

// A unary call as a promise.
const call = (client, method, request) =>
  new Promise((resolve, reject) => client[method](request, (error, answer) => (error ? reject(error) : resolve(answer))));

async function failure(promise) {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  return assert.fail("the call went well");
}

// Sends all requests of a bidirectional stream and gathers the answers.
function stream(duplex, requests) {
  return new Promise((resolve, reject) => {
    const answers = [];
    duplex.on("data", (answer) => answers.push(answer));
    duplex.on("error", reject);
    duplex.on("end", () => resolve(answers));
    requests.forEach((request) => duplex.write(request));
    duplex.end();
  });
}

async function pages(client, method, request) {
  const all = [];
  let token = "";
  do {
    all.push(await call(client, method, { ...request, page_token: token }));
    token = all.at(-1).next_page_token;
  } while (token !== "");
  return all;
}

const tests = {
  async "ingests a stream"({ reprints }) {
    const batches = [
      { request_id: "a", articles: [article("wire", story(1), { publisher: "Wire", uri: "https://www.wire.example/1" })] },
      { request_id: "b", articles: [article("page", `Promo.\n\n${story(1)}`), article("bad", "")] },
    ];
    const answers = await stream(reprints.IngestArticles(), batches);
    assert.deepEqual(answers.map((answer) => answer.request_id), ["a", "b"]);
    const [good, bad] = answers[1].results;
    assert.equal(good.report.outcome, "OUTCOME_CREATED");
    const [match] = good.report.search.matches;
    assert.equal(match.b.name, "articles/wire");
    assert.equal(match.relation, "RELATION_REPRINT");
    const { begin, end } = match.passages[0].a;
    assert.equal(batches[1].articles[0].body.subarray(begin, end).toString(), story(1).slice(0, -1));
    assert.equal(bad.status.code, grpc.status.INVALID_ARGUMENT);
    assert.deepEqual(unpack(bad.status).BadRequest.field_violations[0].field, "body");
  },

  async "checks a stream"({ reprints, operations }) {
    const requests = [1, 2, 1].map((seed) => ({ articles: [{ body: Buffer.from(story(seed)) }] }));
    const answers = await stream(reprints.CheckArticles(), requests);
    assert.deepEqual(answers.map((answer) => answer.results[0].report.total_matches), [2, 0, 2]);
    assert.equal((await call(operations, "GetStatus", {})).store.articles, 2);
  },

  async "pages through lists and the reprints of a source"({ reprints }) {
    const listed = await pages(reprints, "ListArticles", { page_size: 1, view: "ARTICLE_VIEW_FULL" });
    assert.deepEqual(listed.map((page) => page.articles.map((one) => one.name)), [["articles/wire"], ["articles/page"]]);
    assert.equal(listed[0].articles[0].body.toString(), story(1));
    const found = await pages(reprints, "FindReprints", { source: { domain: "wire.example" }, page_size: 1 });
    assert.deepEqual(found.map((page) => page.matches[0].b.name), ["articles/page"]);
  },

  async "reads the details of errors"({ reprints }) {
    const large = await failure(call(reprints, "CheckArticle", { article: { body: Buffer.alloc((4 << 20) + 1, "x") } }));
    assert.equal(large.code, grpc.status.INVALID_ARGUMENT);
    assert.deepEqual(details(large).BadRequest.field_violations[0].description, "4194305 bytes, the limit is 4194304");
    assert.deepEqual([details(large).ErrorInfo.domain, details(large).ErrorInfo.reason], ["newsprint", "INVALID_FIELD"]);
    const foreign = await failure(call(reprints, "ListArticles", { page_token: "none" }));
    assert.equal(details(foreign).BadRequest.field_violations[0].field, "page_token");
    const missing = await failure(call(reprints, "GetArticle", { name: "articles/none" }));
    assert.equal(missing.code, grpc.status.NOT_FOUND);
    assert.equal(details(missing).ResourceInfo.resource_name, "articles/none");
  },

  async "takes an article down"({ reprints }) {
    const request = { name: "articles/page", request_id: "takedown", purge: true };
    for (let attempt = 0; attempt < 2; ++attempt) {
      const answer = await call(reprints, "DeleteArticle", request);
      assert.deepEqual([answer.deleted, answer.purged], [true, true]);
    }
    const again = await failure(call(reprints, "DeleteArticle", { name: "articles/page" }));
    assert.equal(again.code, grpc.status.NOT_FOUND);
    assert.equal((await call(reprints, "FindReprints", { article: "articles/wire" })).total_size, 0);
  },
};

async function main() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "newsprint-node-"));
  const server = spawn(newsprintd, ["--listen=127.0.0.1:0", `--store-path=${path.join(folder, "store")}`],
    { stdio: ["ignore", "pipe", "ignore"] });
  let failed = 0;
  try {
    const [line] = await once(readline.createInterface({ input: server.stdout }), "line");
    const address = line.replace("listening on ", "");
    const credentials = grpc.credentials.createInsecure();
    const clients = {
      reprints: new newsprint.v1.ReprintService(address, credentials),
      operations: new newsprint.v1.OperationsService(address, credentials),
    };
    for (const [name, test] of Object.entries(tests)) {  // In order: each goes on from the one before.
      try {
        await test(clients);
        console.log(`ok ${name}`);
      } catch (error) {
        ++failed;
        console.log(`not ok ${name}\n${error.stack}`);
      }
    }
    Object.values(clients).forEach((client) => client.close());
  } finally {
    server.kill("SIGTERM");
    if (server.exitCode === null && server.signalCode === null) await once(server, "exit");
    fs.rmSync(folder, { recursive: true });
  }
  process.exitCode = failed > 0 ? 1 : 0;
}

main();
