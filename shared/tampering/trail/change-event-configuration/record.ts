import { field, text } from '../../../record/json';
import type { Known } from '../../../record/known';
import type { LogRecord } from '../../../record/log-record';
import { type Effect, harm, none, unclear } from '../../../record/row';
import { onTrail } from '../on-trail';
import { changeEventConfiguration } from './technique';

function weakensEvents({ request }: LogRecord, _: Known, target: string): Effect {
  const emptied = ['aggregationConfigurations', 'contextKeySelectors'].filter((name) => {
    const value = field(request, name);
    return Array.isArray(value) && value.length === 0;
  });
  if (emptied.length > 0) return harm(`${emptied.join(' and ')} of ${target} were emptied.`);
  if (text(field(request, 'maxEventSize')) === 'Standard')
    return harm(`${target} cuts events at the standard size again.`);
  return request ? none : unclear(`The event configuration of ${target} was replaced.`);
}

export const changeEventConfigurationRecords = [onTrail(changeEventConfiguration, weakensEvents)];
