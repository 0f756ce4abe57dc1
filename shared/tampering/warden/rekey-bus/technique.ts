import { DISABLE_LOGS, type Technique } from '../../../domain/technique';
import { nameOf } from '../../../domain/warden-arn';
import { drillOn } from '../drill-on';
import { partDiffers } from '../seen-part';

/** UpdateEventBus: a key that EventBridge may not use, or another queue for what it cannot deliver. */
export const rekeyBus: Technique<'warden'> = {
  id: 'rekey-bus',
  title: 'Encrypt the central bus with another key',
  subject: 'warden',
  severity: 'high',
  row: 'GRD-02',
  mitre: DISABLE_LOGS,
  events: { 'events.amazonaws.com': ['UpdateEventBus'] },
  parts: [],
  detect: partDiffers('bus', 'rekey-bus', (must, is) => {
    const changed = SETTINGS.filter((name) => must[name] !== is[name]);
    return {
      parts: changed,
      expected: changed.map((name) => must[name] ?? 'none').join(', '),
      actual: changed.map((name) => is[name] ?? 'none').join(', '),
      sentence: `Bus ${must.name} has another key or dead-letter queue.`,
    };
  }),
  drill: (bus) =>
    drillOn('bus', bus, [
      'events:UpdateEventBus',
      { Name: nameOf(bus.id), KmsKeyIdentifier: 'alias/mallory' },
    ]),
};

const SETTINGS = ['kmsKeyIdentifier', 'deadLetterArn'] as const;
