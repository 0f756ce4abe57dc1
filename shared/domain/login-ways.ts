import { type LoginRow, loginRows } from './login';

interface Way {
  readonly title: string;
  /** MITRE ATT&CK. */
  readonly mitre: readonly string[];
}

/**
 * The ways into a machine. T1021 is remote services (.001 RDP, .004 SSH, .007 cloud services), T1078.004 cloud accounts,
 * T1651 a cloud's administration commands.
 */
export const ways: Readonly<Record<LoginRow, Way>> = {
  'EC2-01': {
    title: 'a session of Session Manager',
    mitre: ['T1021.007', 'T1651', 'T1078.004'],
  },
  'EC2-02': {
    title: 'a key by EC2 Instance Connect',
    mitre: ['T1021.004', 'T1021.007', 'T1078.004'],
  },
  'EC2-03': { title: 'a key for the serial console', mitre: ['T1021.007', 'T1078.004'] },
  'EC2-04': {
    title: 'a tunnel through an EC2 Instance Connect endpoint',
    mitre: ['T1021.007', 'T1078.004'],
  },
  'EC2-05': { title: 'the administrator’s password', mitre: ['T1021.001', 'T1078.004'] },
  'EC2-06': { title: 'a login on the host itself', mitre: ['T1021.004'] },
};

/** Nothing when it is the row of no login. */
export const findWay = (row: string): Way | undefined =>
  loginRows.some((one) => one === row) ? ways[row as LoginRow] : undefined;
