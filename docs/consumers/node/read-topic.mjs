// node read-topic.mjs [--client confluent|kafkajs] TOPIC…: prints the records of topics of the pipeline, a line of JSON each.
import { parseArgs } from 'node:util';
import { consume, settings } from './kafka.mjs';
import { decoders, json, recordName } from './registries.mjs';

const { values, positionals } = parseArgs({
  options: { client: { type: 'string', default: 'confluent' } },
  allowPositionals: true,
});
await consume(
  settings.group ?? `read-topic-${Date.now()}`,
  positionals.map((name) => settings.prefix + name),
  decoders[values.client](settings.registry),
  (value, { key, offset }, topic, partition) =>
    console.log(
      json({ topic, partition, offset, key: key?.toString(), record: value && recordName(value), value }),
    ),
);
