import type { DrillPlace, ReportDrill } from './report-drill';
import type { ReportedRow } from './reported-row';
import { assumeRoot } from './rows/assume-root';
import { breakLogGroupRole } from './rows/break-log-group-role';
import { breakMemory } from './rows/break-memory';
import { changeResponder } from './rows/change-responder';
import { closeAccount } from './rows/close-account';
import { createRogueTrail } from './rows/create-rogue-trail';
import { deleteKeyMaterial } from './rows/delete-key-material';
import { deleteLogFiles } from './rows/delete-log-files';
import { deleteLogStream } from './rows/delete-log-stream';
import { denyLogging } from './rows/deny-logging';
import { disconnectKeyStore } from './rows/disconnect-key-store';
import { leaveOrganization } from './rows/leave-organization';
import { moveAccount } from './rows/move-account';
import { moveKeyAlias } from './rows/move-key-alias';
import { openRegion } from './rows/open-region';
import { padPolicy } from './rows/pad-policy';
import { removeAccount } from './rows/remove-account';
import { removeStacks } from './rows/remove-stacks';
import { rewireLandingZone } from './rows/rewire-landing-zone';
import { rewriteBoundary } from './rows/rewrite-boundary';
import { sendCopies } from './rows/send-copies';
import { silenceAlarms } from './rows/silence-alarms';
import { transferAccount } from './rows/transfer-account';
import { turnOffOtherLogs } from './rows/turn-off-other-logs';
import { weakenEventDataStore } from './rows/weaken-event-data-store';
import { withdrawDelegation } from './rows/withdraw-delegation';

/** Everything that is told and not undone. Adding one: its file, its line here. */
export const reportedRows: readonly ReportedRow[] = [
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
  deleteKeyMaterial, // KMS-04
  moveKeyAlias, // KMS-05
  disconnectKeyStore, // KMS-06
  deleteLogStream, // CWL-02
  silenceAlarms, // CWL-05
  breakLogGroupRole, // CWL-07
  changeResponder, // GRD-03
  rewriteBoundary, // GRD-04
  removeStacks, // GRD-05
  breakMemory, // GRD-06
  sendCopies, // GRD-07
  padPolicy, // EVT-01
  turnOffOtherLogs, // ADJ
];

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
