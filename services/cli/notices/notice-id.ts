import type { NoticeId } from '../../../shared/aws/notify/retry-row';

/** As people copy it: `inc-…/restored#1/chat`. */
export const noticeId = ({ incidentId, id, channel }: NoticeId): string =>
  `${incidentId}/${id}/${channel}`;
