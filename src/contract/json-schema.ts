import type { Param, Params } from './params.ts';

/** The parameters as JSON Schema, for whoever calls with JSON instead of argv. */
export function jsonSchema(params: Params) {
  const properties = Object.fromEntries(Object.entries(params).map(([name, param]) => [name, property(param)]));
  const required = Object.entries(params)
    .filter(([, param]) => param.type !== 'boolean' && !param.optional && !('default' in param))
    .map(([name]) => name);
  return { type: 'object' as const, properties, required, additionalProperties: false as const };
}

function property(param: Param) {
  const described = { description: param.about, ...('default' in param ? { default: param.default } : {}) };
  const choice = 'oneOf' in param && param.oneOf ? { enum: param.oneOf } : {};
  switch (param.type) {
    case 'integer':
      return { ...described, type: 'integer' as const };
    case 'boolean':
      return { ...described, type: 'boolean' as const };
    case 'list':
      return { ...described, type: 'array' as const, items: { type: 'string' as const, ...choice } };
    case 'map':
      return { ...described, type: 'object' as const, additionalProperties: { type: 'string' as const } };
    default:
      return { ...described, type: 'string' as const, ...choice };
  }
}
