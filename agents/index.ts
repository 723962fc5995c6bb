// The registry's list: every agent that may be named in config/topology.yml. Nothing runs because it is listed here.
import type { AnyAgent } from '../src/contracts/agent.ts'
import { addressVerification } from './address-verification.ts'
import { complianceCheck } from './compliance-check.ts'
import { customerNotification } from './customer-notification.ts'
import { fraudDetection } from './fraud-detection.ts'
import { fulfilment } from './fulfilment.ts'
import { inventoryReservation } from './inventory-reservation.ts'
import { loyaltyCalculation } from './loyalty-calculation.ts'
import { orderIntake } from './order-intake.ts'
import { orderRouting } from './order-routing.ts'
import { repair } from './repair.ts'
import { reviewRequest } from './review-request.ts'

export const agents: readonly AnyAgent[] = [
  orderIntake,
  fraudDetection,
  complianceCheck,
  addressVerification,
  inventoryReservation,
  orderRouting,
  fulfilment,
  customerNotification,
  loyaltyCalculation,
  reviewRequest,
  repair,
]
