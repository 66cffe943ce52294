// Reads Kafka messages (JSON array of {headers, value}, both as text) with the CloudEvents SDK; prints the events as JSON.
import { text } from "node:stream/consumers";
import { Kafka } from "cloudevents";

const messages = JSON.parse(await text(process.stdin));
const events = messages.map((message) => {
  const kafkaMessage = { ...message, body: message.value, key: message.key ?? undefined };
  if (!Kafka.isEvent(kafkaMessage)) throw new Error(`not a CloudEvent: ${JSON.stringify(message.headers)}`);
  const event = Kafka.toEvent(kafkaMessage);
  event.validate();
  return event.toJSON();
});
console.log(JSON.stringify(events));
