import Testing
import Web
import HummingbirdTesting
