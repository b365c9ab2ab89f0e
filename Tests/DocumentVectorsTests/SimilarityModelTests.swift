// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import DocumentVectors

@Suite struct SimilarityModelTests {
    private func vector(_ weights: [Int32: Float]) -> SparseVector {
        SparseVector(scaling: weights.sorted { $0.key < $1.key }.map { .init(term: $0.key, weight: $0.value) })
    }

    @Test(arguments: [(1, 5), (1, 1_000)])
    func aTermOfOneDocumentAndOneOfMostOfALargeCollectionSayNothing(documents: Int, total: Int) {
        #expect(SimilarityModel.rarity(documents: documents, of: total) == 0)
        #expect(SimilarityModel.rarity(documents: 501, of: 1_000) == 0)
        #expect(SimilarityModel.rarity(documents: 500, of: 1_000) > 0)
    }

    @Test(arguments: [2, 3, 5, 49, 50, 3_000])
    func rarerTermsSayMoreInCollectionsOfAnySize(total: Int) {
        let rarities = (2...total).map { SimilarityModel.rarity(documents: $0, of: total) }
        #expect(zip(rarities, rarities.dropFirst()).allSatisfy { $0 >= $1 })
        #expect(rarities[0] > 0)
    }

    @Test
    func whatAllOfFiveDocumentsSayWeighsLessThanAFiftiethOfWhatTwoOfThemSay() {
        let common = SimilarityModel.weight(frequency: 3, rarity: SimilarityModel.rarity(documents: 5, of: 5))
        let telling = SimilarityModel.weight(frequency: 3, rarity: SimilarityModel.rarity(documents: 2, of: 5))
        #expect(common * 50 < telling)
    }

    @Test
    func aVectorIsOfUnitLengthOrEmpty() {
        let scaled = vector([0: 3, 1: 4])
        let weights = scaled.entries.sorted { $0.term < $1.term }.map(\.weight)
        #expect(abs(weights[0] - 0.6) < 1e-6 && abs(weights[1] - 0.8) < 1e-6)
        #expect(vector([:]).entries.isEmpty && vector([2: 0]).entries.isEmpty)
    }

    @Test
    func theCosineIs1ToItself0WhereNothingIsSharedAndTheSameBothWays() {
        let one = vector([0: 3, 1: 4])
        let two = vector([1: 1, 2: 1])
        let probe = QueryVector(one, terms: 4)
        #expect(abs(probe.cosine(one) - 1) < 1e-6)
        #expect(probe.cosine(vector([2: 1, 3: 5])) == 0)
        #expect(probe.cosine(vector([:])) == 0)
        #expect(abs(probe.cosine(two) - 0.8 / 2.0.squareRoot()) < 1e-6)
        #expect(abs(probe.cosine(two) - QueryVector(two, terms: 4).cosine(one)) < 1e-6)
    }

    @Test
    func sharedTermsComeByTheirProductsEqualOnesInTheOrderOfTheOtherVector() {
        let probe = QueryVector(vector([0: 1, 1: 5, 2: 2, 3: 2]), terms: 6)
        #expect(probe.shared(with: vector([0: 1, 2: 2, 3: 2, 1: 3, 5: 9])).map(\.term) == [1, 2, 3, 0])
    }

    @Test
    func aMixtureLiesBetweenItsPartsNearerToTheGreaterShare() {
        let one = vector([0: 1])
        let two = vector([1: 1])
        let mixed = SparseVector.mixture([(one, 1), (two, 0.5)])
        let probe = QueryVector(mixed, terms: 2)
        #expect(probe.cosine(one) > probe.cosine(two) && probe.cosine(two) > 0)
        #expect(SparseVector.mixture([(one, 1), (vector([:]), 0.6)]).entries.map(\.weight) == [1])
        #expect(mixed.strongest(1).map(\.term) == [0])
    }

    @Test
    func equalWordsComeInTheOrderOfTheDocumentsWordsWhateverNumbersTheyWereGiven() {
        let vector = SparseVector(unit: [
            .init(term: 5, weight: 0.5), .init(term: 2, weight: 0.5), .init(term: 3, weight: 0.7),
            .init(term: 0, weight: 0.1),
        ])
        #expect(vector.strongest(3).map(\.term) == [3, 5, 2])
        #expect(QueryVector(vector, terms: 6).shared(with: vector).map(\.term) == [3, 5, 2, 0])
    }
}
