import type { LoginRow } from '../../domain/login';

/**
 * The calls that let someone into a machine. GetPasswordData is recorded as a read: a rule gets it only in the state
 * ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS.
 */
export const calls: ReadonlyMap<string, LoginRow> = new Map([
  ['ssm:StartSession', 'EC2-01'],
  ['ssm:ResumeSession', 'EC2-01'],
  ['ec2-instance-connect:SendSSHPublicKey', 'EC2-02'],
  ['ec2-instance-connect:SendSerialConsoleSSHPublicKey', 'EC2-03'],
  ['ec2-instance-connect:OpenTunnel', 'EC2-04'],
  ['ec2:GetPasswordData', 'EC2-05'],
]);

/** MITRE ATT&CK, of a login on the host, by how it was. */
export const MITRE_ON_HOST: Readonly<Record<'ssh' | 'rdp' | 'console', readonly string[]>> = {
  ssh: ['T1021.004'],
  rdp: ['T1021.001'],
  console: ['T1078'],
};
