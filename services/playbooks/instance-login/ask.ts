import { describeLogin } from '../../../shared/domain/login';
import { asking } from './asking';
import { loginOf, rowOf } from './facts';
import type { Input, Ports } from './ports';

/** Was this login planned? */
export async function ask(ports: Ports, input: Input): Promise<object> {
  const row = await rowOf(ports, input.incidentId);
  const { byDefault } = input.run.decided;
  await asking(ports, input, {
    question: `Was this login planned? ${describeLogin(loginOf(row))} ${input.run.decided.sentence}`,
    byDefault:
      byDefault === 'isolate'
        ? 'the login is ended and the machine is contained.'
        : 'nothing is done, and a person has to look.',
    seconds: ports.rules.seconds,
  });
  return {};
}
