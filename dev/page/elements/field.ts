// How an input is named and described to a screen reader: by the label of its block, or by a text of its own.

export interface Field {
  id?: string
  label?: string
  labelledBy?: string
  describedBy?: string | undefined
  invalid?: boolean
  required?: boolean
}

export function fieldAttributes(field: Field) {
  return {
    ...(field.id === undefined ? {} : { id: field.id }),
    ...(field.label === undefined ? {} : { 'aria-label': field.label }),
    ...(field.labelledBy === undefined ? {} : { 'aria-labelledby': field.labelledBy }),
    ...(field.describedBy === undefined ? {} : { 'aria-describedby': field.describedBy }),
    ...(field.invalid === true ? { 'aria-invalid': true as const } : {}),
    ...(field.required === true ? { 'aria-required': true as const } : {}),
  }
}
