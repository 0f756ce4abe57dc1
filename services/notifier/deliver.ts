import { classify } from '../../shared/aws/classify';
import type { Delivery } from '../../shared/domain/notification';
import { describeObstacle } from '../../shared/domain/obstacle';
import { deliverToEmail } from '../../shared/tell/notify/channels/email';
import { deliverToEventBridge } from '../../shared/tell/notify/channels/event-bridge';
import { deliverToJira } from '../../shared/tell/notify/channels/jira';
import { deliverToPagerDuty } from '../../shared/tell/notify/channels/pagerduty';
import type { ChannelPorts } from '../../shared/tell/notify/channels/ports';
import { deliverToSecurityHub } from '../../shared/tell/notify/channels/security-hub';
import { deliverToServiceNow } from '../../shared/tell/notify/channels/servicenow';
import { deliverToSlack } from '../../shared/tell/notify/channels/slack';
import { deliverToSns } from '../../shared/tell/notify/channels/sns';
import { deliverToTeams } from '../../shared/tell/notify/channels/teams';
import { deliverToWebhook } from '../../shared/tell/notify/channels/webhook';
import type { ChannelSettings } from '../../shared/tell/notify/configuration';
import type { Letter } from '../../shared/tell/notify/letter';

/** Sends one letter in one channel. Never rejects: a person may mend what AWS refused, and it is tried again. */
export async function deliver(
  settings: ChannelSettings,
  letter: Letter,
  ports: ChannelPorts,
): Promise<Delivery> {
  try {
    return await sent(settings, letter, ports);
  } catch (error) {
    const obstacle = classify(error, settings.kind);
    const mayHaveArrived = obstacle.kind === 'unreachable' && MAIL.has(settings.kind);
    return {
      kind: 'again',
      why: describeObstacle(obstacle),
      ...(mayHaveArrived && { mayHaveArrived }),
    };
  }
}

/**
 * AWS takes these messages twice, and people see both. Other receivers recognise a repeat, or their answer tells
 * whether the first arrived.
 */
const MAIL: ReadonlySet<ChannelSettings['kind']> = new Set(['sns', 'email']);

function sent(settings: ChannelSettings, letter: Letter, ports: ChannelPorts): Promise<Delivery> {
  switch (settings.kind) {
    case 'sns':
      return deliverToSns(settings, letter, ports);
    case 'email':
      return deliverToEmail(settings, letter, ports);
    case 'slack':
      return deliverToSlack(settings, letter, ports);
    case 'teams':
      return deliverToTeams(settings, letter, ports);
    case 'pagerduty':
      return deliverToPagerDuty(settings, letter, ports);
    case 'jira':
      return deliverToJira(settings, letter, ports);
    case 'servicenow':
      return deliverToServiceNow(settings, letter, ports);
    case 'webhook':
      return deliverToWebhook(settings, letter, ports);
    case 'security-hub':
      return deliverToSecurityHub(letter, ports);
    case 'event-bridge':
      return deliverToEventBridge(letter, ports);
  }
}
