import type { Instance } from '@aws-sdk/client-ec2';
import { hasCode } from '../../../shared/aws/classify';
import { imageOf, imageText, registerImage } from '../../../shared/aws/playbooks/instance/images';
import { describeInstance } from '../../../shared/aws/playbooks/instance/read-machine';
import type { EvidenceItem } from '../../../shared/domain/custody';
import { BY, kept, withItem } from './custody';
import { loginOf, rowOf, sha256 } from './facts';
import type { Input, Ports } from './ports';
import { readOr } from './read-or';

/** The machine with all its disks, as it can be started in the forensic account; what became of it, in words. */
export async function image(
  ports: Ports,
  { incidentId }: Input,
  copies: Readonly<Record<string, string>>,
): Promise<string> {
  const { forensic } = ports;
  const { instanceId } = await ports.run(incidentId);
  if (!forensic || !instanceId) return 'no image';
  const login = loginOf(await rowOf(ports, incidentId));
  const machine = await readOr(() => describeInstance(ports.containment(login), instanceId));
  if (machine.kind === 'unread') return `no image: the machine was not read: ${machine.why}`;
  if (!machine.value) return 'no image: the machine is gone';
  const devices = devicesOf(machine.value, copies);
  if (!devices[machine.value.RootDeviceName ?? ''])
    return 'no image: there is no copy of its root disk';
  const clients = ports.forensics(forensic);
  try {
    if (!(await imageOf(clients, incidentId)))
      await registerImage(clients, machine.value, { devices, incidentId });
  } catch (error) {
    // InvalidAMIName.Duplicate: another run was faster.
    if (!hasCode(error, 'Duplicate')) throw error;
  }
  const made = await imageOf(clients, incidentId);
  if (!made) return 'no image: it is not there after it was made';
  const { accountId, region } = clients;
  const item: EvidenceItem = {
    ...{ id: made.id, kind: 'image', sha256: sha256(imageText(made)), size: 0 },
    ...{ from: instanceId, by: BY, at: ports.now().toISOString() },
    tool: { name: 'RegisterImage', version: '1' },
    where: { kind: 'image', id: made.id, accountId, region },
  };
  await kept(ports, incidentId, withItem(item));
  return `image ${made.id}`;
}

function devicesOf(
  { BlockDeviceMappings = [] }: Instance,
  copies: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const copied = BlockDeviceMappings.flatMap(({ DeviceName, Ebs }) => {
    const copy = copies[Ebs?.VolumeId ?? ''];
    return DeviceName && copy ? [[DeviceName, copy] as const] : [];
  });
  return Object.fromEntries(copied);
}
