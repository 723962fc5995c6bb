// Where a click came from, as the ways to answer it there: the card itself, a window, or a form that is closing.
import type { WebClient } from '@slack/web-api'
import type { Logger } from 'pino'
import { noticeModal } from '../../blocks/notice-modal.ts'
import type { RunState } from '../workflow/state.ts'
import type { Click } from './click.ts'
import type { Message } from './deliver.ts'
import type { Refresh } from './refresh.ts'
import type { Respond } from './respond.ts'

export type Place = {
  /** One sentence, to the person alone. Never rejects: a lost sentence is logged, the card still shows the truth. */
  tell(text: string): Promise<void>
  /** Shows where the run stands now. False when nothing changes under the person's eyes. */
  show(state: RunState): Promise<boolean>
}

export type Places = {
  ofClick(click: Click): Place
  /** A form that was submitted: its window closes, so the person is told where they came from. */
  ofForm(form: { user: string; channel: string | null }): Place
}

export function createPlaces(parts: {
  client: WebClient
  respond: Respond
  refresh: Refresh
  wake(): void
  log: Logger
}): Places {
  const { client, respond, refresh, wake, log } = parts

  async function inWords(user: string, channel: string | null, text: string): Promise<void> {
    try {
      if (channel !== null) return void (await client.chat.postEphemeral({ channel, user, text }))
    } catch (error) {
      log.debug({ err: error }, 'not told in the channel; trying the direct message')
    }
    await client.chat.postMessage({ channel: user, text })
  }

  /** The first way that works. */
  async function first(ways: (() => Promise<unknown>)[]): Promise<void> {
    for (const way of ways) {
      try {
        await way()
        return
      } catch (error) {
        log.warn({ err: error }, 'a person could not be told this way')
      }
    }
  }

  function onMessage(click: Click, message: Message, responseUrl: string): Place {
    return {
      tell: (text) =>
        first([() => respond(responseUrl, { to: 'person', text }), () => inWords(click.user, message.channel, text)]),
      async show(state) {
        try {
          return await refresh({ state, message, responseUrl })
        } catch (error) {
          log.warn({ err: error, runId: state.run_id }, 'a clicked card could not be refreshed')
          wake()
          return false
        }
      },
    }
  }

  function elsewhere(user: string, channel: string | null, ways: (text: string) => (() => Promise<unknown>)[]): Place {
    return {
      tell: (text) => first([...ways(text), () => inWords(user, channel, text)]),
      async show() {
        wake()
        return false
      },
    }
  }

  return {
    ofClick(click) {
      const { user, channel, view, responseUrl, message } = click
      if (message && responseUrl) return onMessage(click, message, responseUrl)
      if (responseUrl) return elsewhere(user, channel, (text) => [() => respond(responseUrl, { to: 'person', text })])
      if (view?.type !== 'modal') return elsewhere(user, null, () => [])
      return elsewhere(user, null, (text) => [
        () => client.views.update({ view_id: view.id, view: noticeModal('Countersign', [text]) }),
      ])
    },
    ofForm: ({ user, channel }) => elsewhere(user, channel, () => []),
  }
}
