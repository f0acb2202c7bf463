// Measures the real json-rules-engine over checks and facts in a file: node json-rules-engine.mjs <file>
// Prints {"entitiesPerSecond": number}. One engine is kept for all entities, which is faster than one for each.
import { readFileSync } from 'node:fs';
import jre from 'json-rules-engine';

const WARM_UP_SECONDS = 3;
const SECONDS = 4;
const { checks, entities } = JSON.parse(readFileSync(process.argv[2], 'utf8'));

const engine = new jre.Engine();
for (const { id, conditions } of checks) {
  engine.addRule({ name: id, conditions, event: { type: id } });
}

/** Judges one entity by all checks, and takes the evaluated tree of each. */
async function judge({ facts, passes }) {
  const { results, failureResults } = await engine.run(facts);
  let trees = 0;
  for (const result of [...results, ...failureResults]) {
    trees += result.toJSON(false).conditions ? 1 : 0;
  }
  if (results.length !== passes || trees !== checks.length) {
    throw new Error(`${results.length} checks passed of ${trees}, but it should be ${passes} of ${checks.length}`);
  }
}

async function entitiesPerSecond(seconds) {
  const begin = process.hrtime.bigint();
  let judged = 0;
  let elapsed = 0;
  while (elapsed < seconds) {
    await judge(entities[judged++ % entities.length]);
    elapsed = Number(process.hrtime.bigint() - begin) / 1e9;
  }
  return judged / elapsed;
}

await entitiesPerSecond(WARM_UP_SECONDS);
console.log(JSON.stringify({ entitiesPerSecond: await entitiesPerSecond(SECONDS) }));
