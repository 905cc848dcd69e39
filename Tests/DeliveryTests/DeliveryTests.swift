import Testing
import Delivery
