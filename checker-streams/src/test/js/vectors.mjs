// Writes test vectors: random rules over random facts, with the verdict and the evaluated tree of the real
// json-rules-engine. Usage: node vectors.mjs <seed> <cases> > vectors.jsonl (see README.md beside this file).
import jre from 'json-rules-engine';
import { createRequire } from 'node:module';

const { Engine } = jre;
const version = createRequire(import.meta.url)('json-rules-engine/package.json').version;
const FACTS_PER_RULE = 10;
const seed = Number(process.argv[2] ?? 1);
const cases = Number(process.argv[3] ?? 20000);

/** Mulberry32: the same numbers for the same seed, everywhere. */
function random(state) {
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const next = random(seed);
const below = n => Math.floor(next() * n);
const pick = list => list[below(list.length)];
const chance = p => next() < p;
const listOf = (max, one) => Array.from({ length: below(max + 1) }, one);

const NAMES = ['tier', 'count', 'tags', 'ci', 'deployed', 'owner', 'no-such-key', 'ключ'];
const KEYS = ['a', 'b', 'c', 'name', 'list', 'x.y', 'd-e', 'n', '0', 'length', 'é'];
const RETRIEVERS = ['first', 'second', 'third'];
const OPERATORS = ['equal', 'notEqual', 'in', 'notIn', 'contains', 'doesNotContain',
  'lessThan', 'lessThanInclusive', 'greaterThan', 'greaterThanInclusive'];
const DECORATORS = ['someFact', 'everyFact', 'someValue', 'everyValue', 'swap', 'not'];
const NUMBERS = [0, -0, 1, -1, 2, 3, 5, 10, 0.1, 0.5, 1.5, -2.75, 1e21, 1e-7, 123456789012345680000, 9007199254740992,
  9007199254740993, 4294967296, 1.7976931348623157e308, 5e-324, 100, 25, 24.999999999999996];
const TEXTS = ['', ' ', '\t\n', '0', '1', '5', '10', '25', '-1', '+3', '1.5', '.5', '5.', '1e3', '1e', '0x10', '0b11', '0o17',
  '-0x10', '10px', ' 7 ', '\u00a012\ufeff', 'Infinity', '-Infinity', 'Infinityx', 'NaN', 'null', 'undefined', 'true', 'false',
  'gold', 'Gold', 'silver', 'go', '2026-05-01T00:00:00.000Z', '2026-11-01', '1,2', '1_000', '12n', '\ud83d\ude00', '\uffee',
  '\ud83d', 'é', 'e\u0301', 'a"b\\c\'', '*/', '{{x}}', '[object Object]', 'a', 'b', '1e400', '3d', '3f', '0x1p3'];

const scalar = () => {
  const kind = below(10);
  if (kind < 3) return pick(NUMBERS);
  if (kind < 5) return chance(0.5) ? below(30) : Math.round(next() * 1e6) / 1e4;
  if (kind < 8) return pick(TEXTS);
  return pick([true, false, null]);
};
const object = depth => Object.fromEntries(listOf(4, () => [pick(KEYS), json(depth + 1)]));
const json = (depth = 0) => {
  const kind = below(10);
  if (depth > 2 || kind < 5) return scalar();
  return kind < 8 ? listOf(4, () => json(depth + 1)) : object(depth);
};

const path = () => pick(['$', '$.a', '$.a.b', '$.list[0]', '$.list[*]', '$.list.length', '$[0]', '$[1].a', '$[*]', '$[*].a',
  '$..a', '$..n', '$.*', '$.*.b', "$['x.y']", '$["a"].b', '$.d-e', 'a', 'a.b', 'name', '$.length', '$[0,1]', '$[a,b]', '$[1:]',
  '$[-1:]', '$[:2]', '$[0:3:2]', '$[-1]', '$.name.length', '$.name[0]', '$.é', '$..*', '$..', '$.list[-2:-1]', '$..[0]',
  '$.nope', '$[?(@.a)]', '$[?(@.a > 1)].a', '$.list[?(@ == 1)]', "$[?(@.name === 'gold' || @.n <= 2)]", '$[?(!@.b)]',
  '$.list[(@.length-1)]', '$.list[?(@.length > 1 && @ != "go")]', "$[?(@['x.y'])]", '$..[?(@.a < 5)]']);

const factRef = () => {
  const ref = { fact: pick(NAMES) };
  if (chance(0.15)) ref.params = { factRetrieverId: pick(RETRIEVERS) };
  if (chance(0.3)) ref.path = path();
  return ref;
};

function leaf() {
  let operator = pick(OPERATORS);
  while (chance(0.22)) operator = `${pick(DECORATORS)}:${operator}`;
  const condition = { ...factRef(), operator };
  const needsList = /(^|:)(in|notIn)$|Value:/.test(operator) && chance(0.8);
  if (chance(0.15)) condition.value = factRef();
  else condition.value = needsList ? listOf(4, () => json(1)) : json(chance(0.7) ? 3 : 1);
  if (chance(0.2)) condition.params = { ...condition.params, extra: scalar() };
  return decorate(condition, 0.3);
}

function decorate(condition, priorities) {
  if (chance(priorities)) condition.priority = pick([1, 2, 3, 10, 100, 0, -1]);
  if (chance(0.15)) condition.name = pick(['a name', '', '"; drop', 'é']);
  return condition;
}

function group(depth) {
  const kind = pick(['all', 'all', 'any', 'any', 'not']);
  const one = () => (depth < 4 && chance(0.35) ? group(depth + 1) : leaf());
  return decorate({ [kind]: kind === 'not' ? one() : listOf(4, one) }, 0.3);
}

function deep(levels) {
  return levels === 0 ? leaf() : pick([
    inner => ({ not: inner }), inner => ({ all: [leaf(), inner] }), inner => ({ any: [inner, leaf()] })])(deep(levels - 1));
}

/** Every fact that the rule names, from the last retriever and from each that the rule asks for. */
function rowsFor(rule) {
  const rows = Object.fromEntries(RETRIEVERS.map(id => [id, {}]));
  JSON.stringify(rule, (_key, node) => {
    if (typeof node?.fact === 'string') rows[node.params?.factRetrieverId ?? RETRIEVERS.at(-1)][node.fact] = json();
    return node;
  });
  return JSON.parse(JSON.stringify(rows));
}

/** Runs the engine as upstream does: each fact a function of params; without a retriever the last one wins. */
async function run(rule, facts) {
  const engine = new Engine();
  for (const name of NAMES) {
    engine.addFact(name, params => facts[params?.factRetrieverId ?? RETRIEVERS.at(-1)][name]);
  }
  engine.addRule({ conditions: structuredClone(rule), event: { type: 'noop' } });
  try {
    const { results, failureResults } = await engine.run();
    const [result] = [...results, ...failureResults];
    return { result: result.result, conditions: JSON.parse(result.toJSON()).conditions };
  } catch (error) {
    return { error: error.message };
  }
}

const write = line => process.stdout.write(`${JSON.stringify(line)}\n`);
write({ engine: version, seed, cases, retrievers: RETRIEVERS });
for (let written = 0; written < cases;) {
  const rule = chance(0.01) ? { all: [deep(5 + below(40))] } : group(0);
  write({ rule });
  for (let i = 0; i < FACTS_PER_RULE && written < cases; i++, written++) {
    const facts = rowsFor(rule);
    write({ facts, ...(await run(rule, facts)) });
  }
}
