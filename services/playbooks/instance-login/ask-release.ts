import { asking } from './asking';
import { came } from './outcome';
import type { Input, Ports } from './ports';
import { stillContained } from './still-contained';

/** Is the machine released, or does it stay contained? */
export async function askRelease(ports: Ports, input: Input): Promise<object> {
  const still = await stillContained(ports, input);
  if (still && still.told.length > 0)
    await came(
      ports,
      { ...input, task: 'StillContained' },
      still.told.join(' '),
      still.isContained ? 'step' : 'escalated',
    );
  const { instanceId = 'the machine' } = await ports.run(input.incidentId);
  await asking(ports, input, {
    question: `May ${instanceId} be released? "planned" puts back what was there; "not-me" and "handled" keep it contained.`,
    byDefault: 'it stays contained.',
    seconds: ports.rules.releaseSeconds,
  });
  return {};
}
