import { came } from './outcome';
import type { Input, Ports } from './ports';
import { closeWayToStore } from './way-to-store';

/** Evidence was sent, or was not: in either case nothing more leaves the machine. */
export async function closeWay(ports: Ports, input: Input): Promise<object> {
  const was = (await closeWayToStore(ports, input)) ? 'closed' : 'none was open';
  await came(ports, input, `the way to the evidence bucket: ${was}`);
  return {};
}
