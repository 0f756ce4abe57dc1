import * as conditions from '../../../shared/deployment/template/conditions';
import * as order from '../../../shared/deployment/template/creation-order';
import * as parameters from '../../../shared/deployment/template/parameters';
import * as reading from '../../../shared/deployment/template/read-template';
import * as resolving from '../../../shared/deployment/template/resolve';
import { NotRead, TemplateError } from '../../../shared/deployment/template/template-error';
import { NotEmulated, Refusal } from '../core/service';

/** What is wrong with a template, as CloudFormation answers it. */
const refused =
  <Given extends readonly unknown[], Read>(read: (...given: Given) => Read) =>
  (...given: Given): Read => {
    try {
      return read(...given);
    } catch (error) {
      if (error instanceof NotRead) throw new NotEmulated(`sandbox: ${error.message}`);
      if (error instanceof TemplateError) throw new Refusal(error.code, error.message);
      throw error;
    }
  };

export const readTemplate = refused(reading.readTemplate);
export const readYaml = refused(reading.readYaml);
export const resolveParameters = refused(parameters.resolveParameters);
export const resolve = refused(resolving.resolve);
export const creationOrder = refused(order.creationOrder);

/** Each condition is answered when it is asked for. */
export const conditionsOf = (...given: Parameters<typeof conditions.conditionsOf>) =>
  refused(conditions.conditionsOf(...given));
