// Reads Rasd's claims and prints, for each kind, how many people the claims that stand state.
//
//   npm ci && npm run build
//   KAFKA_BOOTSTRAP_SERVERS=localhost:9092 npm start                 # prints the tally after every batch
//   KAFKA_BOOTSTRAP_SERVERS=localhost:9092 npm start -- --until-idle 5   # prints it once, after 5 seconds without news
//
// Claims may arrive twice (keep the first of an id), repeat an earlier one (`restates`), replace one (`revises`) or take one
// back (`withdrawn`). The map of claims is in memory: after a restart, the topics are read from their beginning.
import { Kafka as CloudEvents, type KafkaMessage as CloudEventMessage } from "cloudevents";
import { Kafka, logLevel, type KafkaMessage } from "kafkajs";
import type { Claim } from "./claim.js";

const prefix = process.env.RASD_TOPIC_PREFIX ?? "";
const topics = ["claims.casualty", "claims.defection"].map((name) => prefix + name);
const brokers = (process.env.KAFKA_BOOTSTRAP_SERVERS ?? "localhost:9092").split(",");
const idleAt = process.argv.indexOf("--until-idle");
const idleSeconds = idleAt < 0 ? null : Number(process.argv[idleAt + 1]);

const claims = new Map<string, Claim>();
const replaced = new Set<string>();

function take(claim: Claim): void {
  if (claims.has(claim.id)) return;
  claims.set(claim.id, claim);
  if (claim.revises !== null) replaced.add(claim.revises);
}

function stands(claim: Claim): boolean {
  return (
    !claim.withdrawn &&
    !replaced.has(claim.id) &&
    claim.restates === null &&
    claim.assertion === "asserted" &&
    claim.scope === "event"
  );
}

// People by kind: `high` is null where some claim sets no upper bound.
function tally(): Record<string, { claims: number; low: number; high: number | null }> {
  const sums: ReturnType<typeof tally> = {};
  for (const claim of [...claims.values()].filter(stands)) {
    const sum = (sums[claim.kind] ??= { claims: 0, low: 0, high: 0 });
    sum.claims += 1;
    sum.low += claim.count.low ?? 0;
    sum.high = sum.high === null || claim.count.high === null ? null : sum.high + claim.count.high;
  }
  return sums;
}

// The message as a CloudEvent, its data a claim: the SDK checks the attributes, the type names the schema's major version.
function read(message: KafkaMessage): Claim {
  const headers = Object.fromEntries(Object.entries(message.headers ?? {}).map(([name, value]) => [name, String(value)]));
  const value = message.value?.toString("utf8") ?? "";
  const received: CloudEventMessage<string> = { headers, key: "", value, body: value };
  const event = CloudEvents.toEvent<Claim>(received);
  if (Array.isArray(event) || !/^rasd\.claim\.\w+\.v1$/.test(event.type) || event.data === undefined) {
    throw new Error(`not a claim of schema 1: ${value.slice(0, 100)}`);
  }
  return event.data;
}

const kafka = new Kafka({ clientId: "rasd-consumer", brokers, logLevel: logLevel.ERROR });
// A group of its own each time: nothing is kept between runs, so everything is read again.
const consumer = kafka.consumer({ groupId: `rasd-consumer-${process.pid}-${Date.now()}` });
let idle: NodeJS.Timeout | undefined;

async function finish(): Promise<void> {
  console.log(JSON.stringify(tally()));
  await consumer.disconnect();
}

function waitAgain(): void {
  if (idleSeconds === null) return;
  clearTimeout(idle);
  idle = setTimeout(() => void finish(), idleSeconds * 1000);
}

await consumer.connect();
await consumer.subscribe({ topics, fromBeginning: true });
consumer.on(consumer.events.GROUP_JOIN, waitAgain);
await consumer.run({
  eachBatch: async ({ batch }) => {
    batch.messages.map(read).forEach(take);
    if (idleSeconds === null) console.log(JSON.stringify(tally()));
    waitAgain();
  },
});
