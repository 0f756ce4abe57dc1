import { parseArgs } from 'node:util';
import { fuzz } from './fuzz';

/** `npm run fuzz -- --messages 1000000 --seed 1`: exit 1 when a message made anything throw or hurt another. */
async function main(): Promise<boolean> {
  const { values } = parseArgs({
    options: {
      messages: { type: 'string', default: '100000' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    },
  });
  const startedAt = performance.now();
  const { throws, hurt, badReasons, ...rest } = await fuzz(
    Number(values.messages),
    Number(values.seed),
  );
  const seconds = Math.round((performance.now() - startedAt) / 1_000);
  const found = { throws: throws.length, hurt: hurt.length, badReasons: badReasons.length };
  console.log(JSON.stringify({ ...rest, ...found, seconds }));
  for (const one of throws.slice(0, 3)) console.log(one.why, JSON.stringify(one.bodies));
  for (const bodies of hurt.slice(0, 3)) console.log('hurt by', JSON.stringify(bodies));
  for (const why of badReasons.slice(0, 3)) console.log('reason', JSON.stringify(why));
  return throws.length + hurt.length + badReasons.length === 0;
}

main().then(
  (isFine) => {
    process.exitCode = isFine ? 0 : 1;
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
