// File inputs are shown, not offered: the local workspace takes no uploads from people.
import { type Field, fieldAttributes } from './field.ts'

export function FileInput({ field }: { field: Field }) {
  return (
    <div className="file-input">
      <input {...fieldAttributes(field)} type="file" disabled />
      <p className="input-hint">Files cannot be uploaded in the local workspace.</p>
    </div>
  )
}
