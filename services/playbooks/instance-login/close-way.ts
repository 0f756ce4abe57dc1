import { came } from './outcome';
import type { Input, Ports } from './ports';
import { stillContained } from './still-contained';
import { closeWayToStore } from './way-to-store';

/** Evidence was sent, or was not: in either case nothing more leaves the machine, and no one is left on it. */
export async function closeWay(ports: Ports, input: Input): Promise<object> {
  const was = (await closeWayToStore(ports, input)) ? 'closed' : 'none was open';
  const still = await stillContained(ports, input);
  const text = [`the way to the evidence bucket: ${was}`, ...(still?.told ?? [])].join('. ');
  await came(ports, input, text, still && !still.isContained ? 'escalated' : 'step');
  return {};
}
