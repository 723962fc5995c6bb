// The parts of an app manifest the workspace acts on; everything else in the file is somebody else's concern.
import { z } from 'zod'
import { AppError } from '../../src/contracts/app-error.ts'
import type { Shortcut, SlashCommand } from './contract.ts'

const ManifestParts = z.looseObject({
  display_information: z.looseObject({ name: z.string() }).optional(),
  features: z
    .looseObject({
      bot_user: z.looseObject({ display_name: z.string() }).optional(),
      slash_commands: z
        .array(
          z.looseObject({
            command: z.string(),
            description: z.string().default(''),
            usage_hint: z.string().default(''),
            should_escape: z.boolean().default(false),
          }),
        )
        .default([]),
      shortcuts: z
        .array(
          z.looseObject({
            name: z.string(),
            type: z.enum(['global', 'message']),
            callback_id: z.string(),
            description: z.string().default(''),
          }),
        )
        .default([]),
    })
    .optional(),
  oauth_config: z
    .looseObject({
      scopes: z.looseObject({ bot: z.array(z.string()).default([]), bot_optional: z.array(z.string()).default([]) }),
    })
    .optional(),
  settings: z
    .looseObject({ event_subscriptions: z.looseObject({ bot_events: z.array(z.string()).default([]) }).optional() })
    .optional(),
})

export interface AppManifest {
  appName: string
  botName: string
  commands: SlashCommand[]
  shortcuts: Shortcut[]
  /** null: no manifest was given, nothing is withheld. */
  scopes: ReadonlySet<string> | null
  events: ReadonlySet<string> | null
}

export function readAppManifest(manifest: unknown): AppManifest {
  if (manifest === undefined) {
    return { appName: 'Local app', botName: 'app', commands: [], shortcuts: [], scopes: null, events: null }
  }
  const parsed = ManifestParts.safeParse(manifest)
  if (!parsed.success) {
    throw new AppError('slack.bad_manifest', `The app manifest cannot be used: ${z.prettifyError(parsed.error)}`)
  }
  const { display_information: about, features, oauth_config: oauth, settings } = parsed.data
  const appName = about?.name ?? 'Local app'
  return {
    appName,
    botName: features?.bot_user?.display_name ?? appName,
    commands: (features?.slash_commands ?? []).map((each) => ({
      command: each.command,
      description: each.description,
      usageHint: each.usage_hint,
      shouldEscape: each.should_escape,
    })),
    shortcuts: (features?.shortcuts ?? []).map((each) => ({
      callbackId: each.callback_id,
      name: each.name,
      type: each.type,
      description: each.description,
    })),
    scopes: new Set([...(oauth?.scopes.bot ?? []), ...(oauth?.scopes.bot_optional ?? [])]),
    events: new Set(settings?.event_subscriptions?.bot_events ?? []),
  }
}
