// Starts the page in the browser.
import { createRoot } from 'react-dom/client'
import { z } from 'zod'
import { App } from './app.tsx'

// The page's content security policy forbids code made from strings, which zod would otherwise try first.
z.config({ jitless: true })

const firstUser = document.querySelector<HTMLMetaElement>('meta[name="first-user"]')?.content ?? ''
const root = document.getElementById('root')
if (root !== null) createRoot(root).render(<App firstUser={firstUser} />)
