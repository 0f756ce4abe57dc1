import type { LoginRow } from '../../domain/login';

/**
 * The calls that let somebody into a machine. GetPasswordData is recorded as a read: a rule gets it only in the state
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

/**
 * MITRE ATT&CK: T1021 is remote services (.001 RDP, .004 SSH, .007 cloud services), T1078.004 cloud accounts, T1651 a
 * cloud's administration commands.
 */
export const MITRE: Readonly<Record<LoginRow, readonly string[]>> = {
  'EC2-01': ['T1021.007', 'T1651', 'T1078.004'],
  'EC2-02': ['T1021.004', 'T1021.007', 'T1078.004'],
  'EC2-03': ['T1021.007', 'T1078.004'],
  'EC2-04': ['T1021.007', 'T1078.004'],
  'EC2-05': ['T1021.001', 'T1078.004'],
  'EC2-06': ['T1021.004'],
};

/** Of a login on the host, by how it was. */
export const MITRE_ON_HOST: Readonly<Record<'ssh' | 'rdp' | 'console', readonly string[]>> = {
  ssh: ['T1021.004'],
  rdp: ['T1021.001'],
  console: ['T1078'],
};
