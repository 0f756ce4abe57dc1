import { field, flag, number, text } from '../../../record/json';
import type { LogRecord } from '../../../record/log-record';
import { harm, none, type Row, unclear } from '../../../record/row';
import { named, rowsOf, says } from './dual-use';

/** A mapping is named by its id; which function it feeds stands in the answer. */
const functionOf = (record: LogRecord): readonly string[] => {
  const asked = named('functionName', 'functionArn')(record);
  return asked.map((name) =>
    /^(?!function:|\d{12}:)[A-Za-z0-9-_]+:[^:]+$/.test(name) ? name.replace(/:.*$/, '') : name,
  );
};

const lambda = rowsOf({
  source: 'lambda.amazonaws.com',
  subject: 'functions',
  targets: functionOf,
});
const head = { id: 'GRD-03', title: "Change the guard's function" };

/** Event names without the version Lambda writes behind them (`…20150331v2`). */
export const guardFunctions: readonly Row[] = [
  lambda(
    head,
    ['DeleteFunction'],
    says((target) => `Function ${target} was deleted.`),
  ),
  lambda(
    head,
    ['UpdateFunctionCode'],
    says((target) => `The code of function ${target} was replaced.`),
  ),
  lambda(
    head,
    ['UpdateFunctionConfiguration'],
    says((target) => `The configuration of function ${target} was changed.`),
  ),
  lambda(head, ['PutFunctionConcurrency'], ({ request }, _known, target) => {
    const reserved = number(field(request, 'reservedConcurrentExecutions'));
    if (reserved === undefined) return unclear(`The concurrency of function ${target} was set.`);
    return reserved === 0 ? harm(`Function ${target} may not run any more.`) : none;
  }),
  lambda(
    head,
    ['RemovePermission'],
    says((target) => `Function ${target} lost a permission.`),
  ),
  lambda(
    head,
    ['UpdateAlias', 'DeleteAlias'],
    says((target) => `An alias of function ${target} was changed.`),
  ),
  lambda(
    head,
    ['DeleteEventSourceMapping'],
    says((target) => `Function ${target} is no longer fed.`),
  ),
  lambda(head, ['UpdateEventSourceMapping'], ({ request, response }, _known, target) =>
    flag(field(request, 'enabled')) === false || /Disabl/.test(text(field(response, 'state')) ?? '')
      ? harm(`Function ${target} is no longer fed.`)
      : unclear(`What feeds function ${target} was changed.`),
  ),
];
