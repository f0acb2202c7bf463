import avro from 'avsc';
import confluent from '@confluentinc/schemaregistry';
import kafkajs from '@kafkajs/confluent-schema-registry';

/**
 * Longs that a number holds are numbers, others BigInts; without it avsc throws at the others. With it avsc also tells longs from
 * doubles, and so a union of both needs no wrapping: true, and not {boolean: true}.
 */
const long = avro.types.LongType.__with({
  fromBuffer: (buffer) => {
    const exact = buffer.readBigInt64LE();
    return Number.isSafeInteger(Number(exact)) ? Number(exact) : exact;
  },
  toBuffer: (value) => {
    const buffer = Buffer.alloc(8);
    buffer.writeBigInt64LE(BigInt(value));
    return buffer;
  },
  isValid: (value) => typeof value === 'bigint' || Number.isSafeInteger(value),
  compare: (one, other) => Number(BigInt(one) - BigInt(other)),
  fromJSON: (json) => json,
  toJSON: (value) => value,
});
const typeHook = (schema) => (schema === 'long' || schema.type === 'long' ? long : undefined);

/** (topic, bytes) => value, by each of the two clients: take the one that you have. */
export const decoders = {
  confluent: (address) => {
    const client = new confluent.SchemaRegistryClient({ baseURLs: [address] });
    const deserializer = new confluent.AvroDeserializer(client, confluent.SerdeType.VALUE, { typeHook });
    return (topic, bytes) => deserializer.deserialize(topic, bytes);
  },
  kafkajs: (address) => {
    const registry = new kafkajs.SchemaRegistry({ host: address }, { [kafkajs.SchemaType.AVRO]: { typeHook } });
    return (topic, bytes) => registry.decode(bytes);
  },
};

/** The full name of the record that a value was decoded from: on fact topics it tells the retriever. */
export const recordName = (value) => value.constructor.type.name;

/** A value as JSON text. */
export const json = (value) =>
  JSON.stringify(value, (key, part) => (typeof part === 'bigint' ? part.toString() : part));
