import { came } from './outcome';
import type { Input, Ports } from './ports';
import { stillContained } from './still-contained';

/** It stays contained until a person releases it, and reads back so. */
export async function keep(ports: Ports, input: Input): Promise<object> {
  const still = await stillContained(ports, input);
  if (!still) {
    await came(ports, input, 'nothing is contained: it was released meanwhile');
    return {};
  }
  const { isContained, told } = still;
  const text = isContained ? 'it stays contained, read back' : 'it does not read back as contained';
  await came(
    ports,
    input,
    `${text}: trailwarden release ${input.incidentId}${told.map((one) => `. ${one}`).join('')}`,
    isContained ? 'step' : 'escalated',
  );
  return {};
}
