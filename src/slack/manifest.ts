// What manifest.yml may say: Slack's rules for the parts we use, and ours. Strict, so that a typo is found here and not on upload.
import { z } from 'zod'

const Url = z.url({ protocol: /^https$/ })

const SlashCommand = z.strictObject({
  command: z.string().regex(/^\/[a-z0-9_-]{1,31}$/, 'a slash and at most 31 lower-case letters'),
  description: z.string().min(1).max(2_000),
  usage_hint: z.string().max(1_000).optional(),
  should_escape: z.boolean().optional(),
  url: Url.optional(),
})

const Shortcut = z.strictObject({
  name: z.string().min(1).max(24),
  type: z.enum(['global', 'message']),
  callback_id: z.string().min(1).max(255),
  description: z.string().min(1).max(150),
})

const scope = z.string().regex(/^[a-z_.]+(:[a-z_.]+)?$/, 'a scope such as chat:write')

export const Manifest = z
  .strictObject({
    _metadata: z.strictObject({ major_version: z.literal(2), minor_version: z.int() }),
    display_information: z.strictObject({
      name: z.string().min(1).max(35),
      description: z.string().min(1).max(140),
      long_description: z.string().min(175).max(4_000),
      background_color: z.string().regex(/^#[0-9a-f]{6}$/i),
    }),
    features: z.strictObject({
      app_home: z.strictObject({
        home_tab_enabled: z.literal(true),
        messages_tab_enabled: z.literal(true),
        messages_tab_read_only_enabled: z.literal(false),
      }),
      bot_user: z.strictObject({ display_name: z.string().min(1).max(80), always_online: z.boolean() }),
      shortcuts: z.array(Shortcut).max(10).default([]),
      slash_commands: z.array(SlashCommand).min(1).max(50),
    }),
    oauth_config: z.strictObject({
      scopes: z.strictObject({ bot: z.array(scope).min(1), bot_optional: z.array(scope) }),
    }),
    settings: z.strictObject({
      event_subscriptions: z.strictObject({ request_url: Url.optional(), bot_events: z.array(z.string()).min(1) }),
      interactivity: z.strictObject({ is_enabled: z.literal(true), request_url: Url.optional() }),
      org_deploy_enabled: z.boolean(),
      socket_mode_enabled: z.boolean(),
      // With several processes two would refresh the same token at once.
      token_rotation_enabled: z.literal(false),
    }),
  })
  .superRefine(({ settings, features }, context) => {
    if (settings.socket_mode_enabled) return
    const urls = [
      settings.event_subscriptions.request_url,
      settings.interactivity.request_url,
      ...features.slash_commands.map(({ url }) => url),
    ]
    if (urls.includes(undefined))
      context.addIssue({ code: 'custom', message: 'without Socket Mode every address must be filled in' })
  })
export type Manifest = z.infer<typeof Manifest>
