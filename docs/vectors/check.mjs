// Holds a small implementation of proposals against test vectors: node check.mjs proposals.jsonl
import { readFileSync } from "node:fs";

const [header, ...steps] = readFileSync(process.argv[2], "utf8").trim().split("\n").map((line) => JSON.parse(line));
const parties = Object.keys(header.start.parties);
const actors = [...parties, "both", ...Object.keys(header.start["third-parties"])];
const taken = [...header.reserved, ...Object.keys(header.state)];
const answers = { accept: "accepted", oppose: "opposed" };
const acting = (move) => (move.by === "both" ? parties : [move.by]);

function status(proposal) {
  const given = Object.values(proposal.answers);
  if (proposal.isWithdrawn) return "withdrawn";
  if (given.includes("opposed")) return "opposed";
  if (given.every((answer) => answer === "accepted")) return "accepted";
  return given.includes("accepted") ? "provisional" : "tabled";
}

function isLegal(proposal, verb, name, move) {
  const isDeclared = [move.issue].flat().every((issue) => issue in header.start.issues); // a package names several
  if (!actors.includes(move.by)) return false;
  if (verb === "propose") return isDeclared && !proposal && !taken.includes(name) && name === move.propose;
  if (!proposal || ["accepted", "withdrawn"].includes(status(proposal))) return false;
  if (verb === "withdraw") return move.by === proposal.by;
  if (verb === "oppose" && move.by === "both") return false;
  return acting(move).every((party) => party in proposal.answers && proposal.answers[party] !== answers[verb]);
}

function made(proposal, verb, move) {
  const asked = parties.filter((party) => party !== move.by).map((party) => [party, "awaited"]);
  const before = proposal ?? { by: move.by, answers: Object.fromEntries(asked) };
  const after = { ...before, answers: { ...before.answers } };
  if (verb === "withdraw") after.isWithdrawn = true;
  if (verb in answers) for (const party of acting(move)) after.answers[party] = answers[verb];
  return proposal && status(after) === status(proposal) ? after : { ...after, since: move.date };
}

let history, proposals, differing = 0;
for (const [index, { history: number, move, legal, state }] of steps.entries()) {
  if (number !== history) [history, proposals] = [number, {}];
  const verb = header.moves.find((each) => each in move), names = [move[verb]].flat();
  const mine = names.every((name) => isLegal(proposals[name], verb, name, move));
  if (mine) for (const name of names) proposals[name] = made(proposals[name], verb, move);
  const stands = Object.entries(proposals).map(([name, each]) => `${name} ${status(each)} since ${each.since}`);
  const told = Object.entries(state).filter(([, each]) => each.kind === "proposal");
  const wanted = told.map(([name, each]) => `${name} ${each.status} since ${each.since}`);
  if (mine === legal && stands.join() === wanted.join()) continue;
  console.log(`line ${index + 2}: ${JSON.stringify(move)}: legal is ${legal}, not ${mine}; ${wanted}, not ${stands}`);
  differing += 1;
}
console.log(differing ? `${differing} of ${steps.length} steps differ` : `all ${steps.length} steps agree`);
process.exit(differing ? 1 : 0);
