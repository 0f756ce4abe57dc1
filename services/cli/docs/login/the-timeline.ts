import type { TimelineEntry } from '../../../../shared/domain/incident';
import { ACCOUNT, DATA, login, MACHINE, PRINCIPAL, ROOT, sha } from './the-login';

const moment = (
  at: string,
  state: string,
  text: string,
  kind: TimelineEntry['kind'] = 'step',
): TimelineEntry => ({ at: `2026-11-21T${at}Z`, kind, text, state });

export const timeline: readonly TimelineEntry[] = [
  {
    ...{ at: login.at, kind: 'tampered' },
    text: `StartSession by ${PRINCIPAL} from 203.0.113.7`,
  },
  moment(
    '02:13:21.317',
    'Identify',
    `identified: ${PRINCIPAL} (203.0.113.7) opened a session on ${MACHINE}.; its owner is web-team`,
    'noticed',
  ),
  moment(
    '02:13:34.814',
    'Decide',
    'decided ask (nothing): Nothing says whether it was planned.',
    'noticed',
  ),
  moment(
    '02:13:39.185',
    'Ask',
    'asked, until 2026-11-21T02:23:39.185Z: Was this login planned? Without an answer: the login is ended and the machine is contained.',
    'noticed',
  ),
  {
    ...{ at: '2026-11-21T02:17:41.000Z', kind: 'acknowledged' },
    text: `answered not-me by arn:aws:sts::${ACCOUNT}:assumed-role/Admin/alice`,
  },
  moment(
    '02:17:43.926',
    'Answer',
    'answered not-me: the login is ended and the machine is contained',
    'noticed',
  ),
  moment('02:17:46.199', 'EndLogin', 'the login: session mallory-7kzpb2yvkq565u2k was ended'),
  moment(
    '02:18:12.580',
    'Contain',
    `${MACHINE} is contained, read back (iam:PutRolePolicy, autoscaling:EnterStandby, elasticloadbalancing:DeregisterTargets, ec2:ModifyInstanceAttribute, ec2:CreateSecurityGroup, ec2:RevokeSecurityGroupEgress, ec2:ModifyNetworkInterfaceAttribute). trailwarden release puts back what was there.`,
  ),
  moment('02:21:41.526', 'Memory', `memory: 4294967296 bytes, SHA-256 ${sha('memory')}`),
  moment('02:22:33.729', 'Volatile', `what runs on it: 184211 bytes, SHA-256 ${sha('volatile')}`),
  moment('02:22:41.310', 'CloseWay', 'the way to the evidence bucket: closed'),
  moment('02:31:40.749', 'Snapshots', 'snapshots: snap-08a899bca9c42ace3, snap-0b7c6d5e4f3a29180'),
  moment('02:40:49.471', 'Copies', 'copies: snap-0a3df53e5eba3d6fa, snap-0c9d8e7f6a5b41320'),
  moment('02:53:15.738', 'Manifest', 'manifest: 6 items in custody'),
  moment(
    '02:55:30.114',
    'Research',
    'research: 1 findings in 214 moments; 7 looks found nothing, 5 could not be had. The machine’s credentials were used from 198.51.100.77.',
    'noticed',
  ),
  moment(
    '03:04:18.553',
    `ExamineOne ${ROOT}`,
    `${ROOT} was examined: 3 findings; 16 looks found nothing, 0 could not be had.`,
    'noticed',
  ),
  moment(
    '03:13:02.090',
    `ExamineOne ${DATA}`,
    `${DATA} was examined: 0 findings; 19 looks found nothing, 0 could not be had.`,
    'noticed',
  ),
  moment(
    '03:14:31.062',
    'AskRelease',
    `asked, until 2026-11-24T03:14:31.062Z: May ${MACHINE} be released? Without an answer: it stays contained.`,
    'noticed',
  ),
  {
    ...{ at: '2026-11-21T09:01:12.000Z', kind: 'acknowledged' },
    text: `answered planned by arn:aws:sts::${ACCOUNT}:assumed-role/Admin/alice`,
  },
  moment('09:01:20.226', 'AnswerRelease', 'answered planned: it is put back', 'noticed'),
  moment('09:02:31.030', 'Release', 'put back as it was (6 steps)'),
  moment(
    '09:02:40.014',
    'Report',
    'the playbook is through; it used 20 states, 5 commands, 4295517219 bytes of evidence, 28 GiB of snapshots and 28 GiB of copies, 19 minutes of an examiner',
    'noticed',
  ),
];
