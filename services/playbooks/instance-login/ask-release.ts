import { asking } from './asking';
import type { Input, Ports } from './ports';

/** Is the machine released, or does it stay contained? */
export async function askRelease(ports: Ports, input: Input): Promise<object> {
  const { instanceId = 'the machine' } = await ports.run(input.incidentId);
  await asking(ports, input, {
    question: `May ${instanceId} be released? "planned" puts back what was there; "not-me" and "handled" keep it contained.`,
    byDefault: 'it stays contained.',
    seconds: ports.rules.releaseSeconds,
  });
  return {};
}
