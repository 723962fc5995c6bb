// Uploaded files: an address is handed out, the bytes arrive there, and the upload is completed into a channel.
import type { SharedFile } from '../contract.ts'
import type { Ids } from '../workspace/ids.ts'

interface StoredFile {
  id: string
  name: string
  length: number
  bytes: Uint8Array | null
  completed: boolean
}

export interface FileStore {
  reserve(name: string, length: number): { id: string; uploadPath: string }
  /** False when there is no such reservation, or the size is not the promised one. */
  receive(id: string, bytes: Uint8Array): boolean
  /** null: nothing has been uploaded under this id. */
  complete(id: string, title: string | undefined, baseUrl: string): SharedFile | null
  read(id: string): { name: string; bytes: Uint8Array } | undefined
}

export function createFileStore(ids: Ids): FileStore {
  const files = new Map<string, StoredFile>()
  return {
    reserve(name, length) {
      const id = ids.next('F')
      files.set(id, { id, name, length, bytes: null, completed: false })
      return { id, uploadPath: `/upload/${id}` }
    },
    receive(id, bytes) {
      const file = files.get(id)
      if (file === undefined || file.completed || bytes.length !== file.length) return false
      file.bytes = bytes
      return true
    },
    complete(id, title, baseUrl) {
      const file = files.get(id)
      if (file?.bytes == null || file.completed) return null
      file.completed = true
      return {
        id,
        name: file.name,
        title: title ?? file.name,
        mimetype: mimetypeOf(file.name),
        size: file.length,
        url: `${baseUrl}/files/${id}/${encodeURIComponent(file.name)}`,
      }
    },
    read(id) {
      const file = files.get(id)
      return file?.bytes == null ? undefined : { name: file.name, bytes: file.bytes }
    },
  }
}

const MIMETYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  gif: 'image/gif',
  csv: 'text/csv',
  txt: 'text/plain',
  json: 'application/json',
  pdf: 'application/pdf',
}

export function mimetypeOf(name: string): string {
  return MIMETYPES[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream'
}
