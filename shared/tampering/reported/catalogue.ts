import { openAccessPoint } from '../bucket/open-access-point';
import { denyLogging } from '../guard-rail/deny-logging/told';
import { deleteKeyMaterial } from '../key/delete-key-material';
import { disconnectKeyStore } from '../key/disconnect-key-store';
import { expireKeyMaterial } from '../key/expire-key-material';
import { moveKeyAlias } from '../key/move-key-alias';
import { deleteLogFiles } from '../log-bucket/delete-log-files/told';
import { turnOffMfaDelete } from '../log-bucket/turn-off-mfa-delete';
import { breakLogGroupRole } from '../log-group/break-log-group-role';
import { deleteLogStream } from '../log-group/delete-log-stream';
import { silenceAlarms } from '../log-group/silence-alarms';
import { unprotectLogGroup } from '../log-group/unprotect-log-group';
import { assumeRoot } from '../membership/assume-root';
import { closeAccount } from '../membership/close-account';
import { leaveOrganization } from '../membership/leave-organization';
import { moveAccount } from '../membership/move-account';
import { openRegion } from '../membership/open-region';
import { removeAccount } from '../membership/remove-account';
import { rewireLandingZone } from '../membership/rewire-landing-zone';
import { transferAccount } from '../membership/transfer-account';
import { withdrawDelegation } from '../membership/withdraw-delegation';
import { padPolicy } from '../other/pad-policy';
import { turnOffOtherLogs } from '../other/turn-off-other-logs/told';
import { subscribeStranger } from '../topic/subscribe-stranger';
import { createRogueTrail } from '../trail/create-rogue-trail';
import { weakenEventDataStore } from '../trail/weaken-event-data-store/told';
import { breakMemory } from '../warden/break-memory';
import { changeResponder } from '../warden/change-responder';
import { removeStacks } from '../warden/remove-stacks';
import { rewriteBoundary } from '../warden/rewrite-boundary';
import { sendCopies } from '../warden/send-copies';
import type { DrillPlace, ReportDrill } from './report-drill';
import { guided, type ReportedRow, type ToldRow } from './reported-row';

/** Adding one: its file, its line here. */
const told: readonly ToldRow[] = [
  weakenEventDataStore, // CT-12
  createRogueTrail, // CT-14
  leaveOrganization, // ORG-02
  removeAccount, // ORG-03
  transferAccount, // ORG-04
  denyLogging, // ORG-06
  moveAccount, // ORG-07
  closeAccount, // ORG-08
  withdrawDelegation, // ORG-09
  rewireLandingZone, // ORG-10
  assumeRoot, // ORG-11
  openRegion, // ACC-01
  deleteLogFiles, // S3-11
  turnOffMfaDelete, // S3-12
  openAccessPoint, // BKT-06
  deleteKeyMaterial, // KMS-04
  moveKeyAlias, // KMS-05
  disconnectKeyStore, // KMS-06
  expireKeyMaterial, // KMS-07
  deleteLogStream, // CWL-02
  silenceAlarms, // CWL-05
  breakLogGroupRole, // CWL-07
  unprotectLogGroup, // CWL-09
  subscribeStranger, // SNS-02
  changeResponder, // GRD-03
  rewriteBoundary, // GRD-04
  removeStacks, // GRD-05
  breakMemory, // GRD-06
  sendCopies, // GRD-07
  padPolicy, // EVT-01
  turnOffOtherLogs, // ADJ
];

/** Everything that is told and not undone. */
export const reportedRows: readonly ReportedRow[] = told.map(guided);

/** Nothing when the row is not one that is reported. */
export const findReported = (row: string): ReportedRow | undefined =>
  reportedRows.find((one) => one.row === row);

/** Every row with how it comes about in this place, for drills. */
export const reportDrills = (
  place: DrillPlace,
): readonly { readonly row: string; readonly drill: ReportDrill; readonly reaches: boolean }[] =>
  reportedRows.map((reported) => {
    const drill = reported.drill(place);
    return { row: reported.row, drill, reaches: reaches(reported, drill) };
  });

/** Do our templates report the call? Where not, the drill is for a replay only. */
function reaches({ notForwarded = {} }: ReportedRow, drill: ReportDrill): boolean {
  if (drill.kind === 'calls') return true;
  const { eventSource, eventName } = drill.record;
  return !Object.hasOwn(notForwarded, `${eventSource} ${eventName}`);
}
