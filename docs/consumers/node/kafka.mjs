import kafkajs from 'kafkajs';
import lz4 from 'lz4js';

// The pipeline writes LZ4, which kafkajs leaves to others.
kafkajs.CompressionCodecs[kafkajs.CompressionTypes.LZ4] = () => ({
  compress: async (encoder) => Buffer.from(lz4.compress(encoder.buffer)),
  decompress: async (buffer) => Buffer.from(lz4.decompress(buffer)),
});

export const settings = {
  kafka: process.env.KAFKA ?? '127.0.0.1:9092',
  registry: process.env.SCHEMA_REGISTRY ?? 'http://127.0.0.1:8081',
  prefix: process.env.TOPIC_PREFIX ?? 'tech-insights.',
  group: process.env.GROUP,
};

/** A registry that is away makes no record bad. Whether it answered 404, then the schema's id is wrong. */
const isAway = (error) => (error.status !== undefined || error.isAxiosError === true) && error.status !== 404;

/**
 * Reads topics from their beginning, or from where the group left off, until SIGTERM or SIGINT: at least once each record, and only
 * what is committed. A record that cannot be decoded is named and passed over.
 *
 * @param decode (topic, bytes) => value
 * @param take (value, message, topic, partition) => void; the value of a tombstone is null
 */
export async function consume(group, topics, decode, take) {
  const kafka = new kafkajs.Kafka({ brokers: settings.kafka.split(','), logLevel: kafkajs.logLevel.WARN });
  // A fetch that waits longer holds up the end of the program.
  const consumer = kafka.consumer({ groupId: group, readUncommitted: false, maxWaitTimeInMs: 500 });
  for (const signal of ['SIGTERM', 'SIGINT']) {
    process.once(signal, () => consumer.disconnect());
  }
  await consumer.connect();
  await consumer.subscribe({ topics, fromBeginning: true });
  await consumer.run({
    eachMessage: async ({ topic, partition, message }) => {
      let value;
      try {
        value = message.value === null ? null : await decode(topic, message.value);
      } catch (error) {
        if (isAway(error)) {
          throw error; // kafkajs tries again
        }
        console.error(`Passed over ${topic}-${partition}@${message.offset}: ${error.message}`);
        return;
      }
      take(value, message, topic, partition);
    },
  });
}
