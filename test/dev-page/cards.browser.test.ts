import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { describeWithBrowser } from '../setup/suites.ts'
import { type OpenedWorkspace, openWorkspace } from './opened-workspace.ts'
import { ORDERS, postCard } from './order-desk.ts'

const ANA = 'U0ANA0001'
const BEN = 'U0BEN0001'

describeWithBrowser('cards and modals on the page', (chromium) => {
  let workspace: OpenedWorkspace
  let nextId = 1_042

  beforeAll(async () => {
    workspace = await openWorkspace({ chromium, timings: { ackMs: 700 } })
  })
  afterAll(() => workspace.close())

  /** A fresh card, and a window of Ana in which it is seen. */
  async function openCard(user = ANA) {
    const id = String(nextId++)
    workspace.slack.workspace.views.close(user, true)
    await postCard(workspace.slack, workspace.desk.app, id)
    const { page, complaints } = await workspace.open(user)
    await page.getByRole('button', { name: 'orders' }).click()
    const card = page.locator('.message', { hasText: `Hold order #${id}?` })
    await card.waitFor()
    return { id, page, card, complaints }
  }

  it('a press decides the card for everybody who looks at it', async () => {
    const { id, page, card, complaints } = await openCard()
    const other = await workspace.open(BEN)
    await other.page.getByRole('button', { name: 'orders' }).click()
    await card.getByRole('button', { name: 'Approve' }).click()
    await card.getByText('Approved by @Ana Lim').waitFor()
    expect(await card.getByRole('button', { name: 'Approve' }).count()).toBe(0)
    await other.page
      .locator('.message', { hasText: `#${id}` })
      .getByText('Approved by @Ana Lim')
      .waitFor()
    expect(complaints.filter((each) => !each.includes('404'))).toEqual([])
    await Promise.all([page.context().close(), other.page.context().close()])
  })

  it('a button is busy until the app answers, and an app that does not is said so under the card, once', async () => {
    const { page, card } = await openCard()
    const button = card.getByRole('button', { name: 'Ask again' })
    await button.click()
    await card.locator('button[aria-busy="true"]', { hasText: 'Ask again' }).waitFor()
    await card.getByRole('alert').getByText("This app didn't respond in time.").waitFor()
    expect(await button.getAttribute('aria-busy')).toBe('false')
    expect(await page.locator('.toast').count()).toBe(0)
    await page.context().close()
  })

  it('a confirmation is asked in the words of the app, and declining does nothing', async () => {
    const { page, card } = await openCard()
    await card.getByRole('button', { name: 'Reject' }).click()
    const dialog = page.getByRole('dialog', { name: 'Reject the hold?' })
    await dialog.getByRole('button', { name: 'Keep looking' }).click()
    await dialog.waitFor({ state: 'detached' })
    expect(await card.getByRole('button', { name: 'Approve' }).count()).toBe(1)
    await card.getByRole('button', { name: 'Reject' }).click()
    await dialog.getByRole('button', { name: 'Reject it' }).click()
    await card.getByText('Rejected by @Ana Lim').waitFor()
    await page.context().close()
  })

  describe('an edit in a modal', () => {
    let opened: Awaited<ReturnType<typeof openCard>>
    beforeEach(async () => {
      opened = await openCard()
      await opened.card.getByRole('button', { name: 'More actions from the app' }).click()
      await opened.page.getByRole('menuitem', { name: 'Edit' }).click()
      await opened.page.getByRole('dialog', { name: `Edit order #${opened.id}` }).waitFor()
      return () => opened.page.context().close()
    })

    it('shows what is wrong at its field, with the focus in it, and goes through once it is right', async () => {
      const { id, page } = opened
      const dialog = page.getByRole('dialog')
      const hours = dialog.getByLabel('Hold for how many hours')
      expect(await hours.evaluate((each) => each === document.activeElement)).toBe(true)
      await dialog.getByRole('button', { name: 'Approve edit' }).click()
      await dialog.locator('.input-row', { hasText: 'Carrier' }).locator('.input-error').waitFor()

      await hours.fill('72')
      await dialog.getByLabel('Carrier').click()
      await page.getByRole('option', { name: 'SF Express' }).click()
      await dialog.getByLabel('Who should agree').fill('oka')
      await page.getByRole('option', { name: 'Ben Okafor' }).click()
      await page.keyboard.press('Escape')
      await dialog.getByLabel('The payment looks wrong').check()
      await dialog.getByRole('button', { name: 'Approve edit' }).click()
      await dialog.getByText('A hold lasts at most 48 hours.').waitFor()
      expect(await hours.evaluate((each) => each === document.activeElement)).toBe(true)
      expect(await hours.getAttribute('aria-invalid')).toBe('true')

      await hours.fill('36')
      await dialog.getByRole('button', { name: 'Approve edit' }).click()
      await dialog.waitFor({ state: 'detached' })
      await page.locator('.message', { hasText: `edited #${id}: hold 36 h, SF Express` }).waitFor()
    })

    it('keeps what was entered while a second view lies on top, and the X closes both', async () => {
      const { page } = opened
      await page.getByLabel('Hold for how many hours').fill('12')
      await page.getByRole('button', { name: 'Show the rules' }).click()
      const rules = page.getByRole('dialog', { name: 'The rules' })
      await rules.getByText('Nobody approves what they asked for themselves.').waitFor()
      await rules.getByRole('button', { name: 'Back' }).click()
      await page.getByRole('dialog', { name: 'Edit order' }).waitFor()
      expect(await page.getByLabel('Hold for how many hours').inputValue()).toBe('12')
      await page.getByRole('button', { name: 'Show the rules' }).click()
      await rules.locator('.dialog-header').getByRole('button', { name: 'Close' }).click()
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    })

    it('holds the focus, and Escape gives it back to the button it came from', async () => {
      const { page, card } = opened
      for (let presses = 0; presses < 15; presses++) {
        await page.keyboard.press('Tab')
        const inPage = await page.evaluate(
          () => document.activeElement?.closest('dialog') === null && document.activeElement !== document.body,
        )
        expect(inPage).toBe(false)
      }
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      const more = card.getByRole('button', { name: 'More actions from the app' })
      expect(await more.evaluate((each) => each === document.activeElement)).toBe(true)
    })

    it('names every control and uses every document id once', async () => {
      const found = await opened.page.evaluate(() => {
        const controls = [...document.querySelectorAll('button, input, textarea, a[href]')] as HTMLElement[]
        const ids = [...document.querySelectorAll('[id]')].map((each) => each.id)
        return {
          nameless: controls
            .filter((each) => {
              const labels = 'labels' in each ? ((each as HTMLInputElement).labels?.length ?? 0) : 0
              const named =
                each.getAttribute('aria-label') ?? each.getAttribute('aria-labelledby') ?? each.textContent?.trim()
              return labels === 0 && (named ?? '') === ''
            })
            .map((each) => each.outerHTML.slice(0, 120)),
          repeated: ids.filter((each, index) => ids.indexOf(each) !== index),
          dangling: [...document.querySelectorAll('[aria-labelledby], [aria-describedby]')]
            .flatMap((each) =>
              `${each.getAttribute('aria-labelledby') ?? ''} ${each.getAttribute('aria-describedby') ?? ''}`.split(
                /\s+/,
              ),
            )
            .filter((each) => each !== '' && document.getElementById(each) === null),
        }
      })
      expect(found).toEqual({ nameless: [], repeated: [], dangling: [] })
    })
  })

  it('a shortcut on a message reaches the app, whose answer appears in the thread', async () => {
    const { page, card } = await openCard()
    await card.hover()
    await card.getByRole('button', { name: 'More actions', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Send to review' }).click()
    await card.getByRole('button', { name: '1 reply' }).click()
    const thread = page.getByRole('complementary', { name: 'Thread' })
    await thread.getByText('sent this to review.').waitFor()
    await thread.getByRole('combobox', { name: 'Reply' }).fill('Thank you')
    await page.keyboard.press('Enter')
    await thread.locator('.message', { hasText: 'Thank you' }).waitFor()
    expect(workspace.slack.workspace.messages.list(ORDERS, ANA).some((each) => each.text === 'Thank you')).toBe(false)
    await page.context().close()
  })
})
