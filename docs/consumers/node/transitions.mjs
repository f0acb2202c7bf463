// Prints a line for each change of a check's status or value.
import { consume, settings } from './kafka.mjs';
import { decoders } from './registries.mjs';

await consume(
  settings.group ?? 'node-transitions',
  [`${settings.prefix}check-transitions`],
  decoders.kafkajs(settings.registry),
  ({ changedAt, entity, checkId, previousStatus, status }) =>
    console.log(`${new Date(changedAt).toISOString()} ${entity} ${checkId} ${previousStatus ?? 'NEW'} -> ${status}`),
);
